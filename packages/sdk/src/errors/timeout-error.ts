import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** A limit that the caller (or a default) set on waiting has run out. */
export class TimeoutError extends FnfkitError {
  override readonly name = "TimeoutError";
  override readonly code = "TIMEOUT";
  /** The limit, in milliseconds. */
  readonly timeoutMs: number;

  constructor(message: string, details: { readonly timeoutMs: number }) {
    super(message);
    this.timeoutMs = details.timeoutMs;
  }
}

/** Whether `value` is a {@link TimeoutError} of any copy of fnfkit. */
export function isTimeoutError(value: unknown): value is TimeoutError {
  return isFnfkitError(value, "TIMEOUT");
}
