import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** No answer came: the name did not resolve, the connection was refused, reset or cut. */
export class ConnectionError extends FnfkitError {
  override readonly name = "ConnectionError";
  override readonly code = "CONNECTION";
  /** Which cloud was called. */
  readonly service: "fnf" | "fc";
  /** The action that was called. */
  readonly action: string;
  /** The operating system's word for what happened, e.g. `ECONNRESET`. */
  readonly reason: string;

  constructor(
    message: string,
    details: { readonly service: "fnf" | "fc"; readonly action: string; readonly reason: string },
  ) {
    super(message);
    this.service = details.service;
    this.action = details.action;
    this.reason = details.reason;
  }
}

/** Whether `value` is a {@link ConnectionError} of any copy of fnfkit. */
export function isConnectionError(value: unknown): value is ConnectionError {
  return isFnfkitError(value, "CONNECTION");
}
