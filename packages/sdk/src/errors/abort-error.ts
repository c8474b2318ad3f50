import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** The caller's `AbortSignal` was aborted; `cause` is the signal's reason. */
export class AbortError extends FnfkitError {
  override readonly name = "AbortError";
  override readonly code = "ABORTED";

  constructor(reason: unknown) {
    super("The operation was aborted by its signal.", { cause: reason });
  }
}

/** Whether `value` is an {@link AbortError} of any copy of fnfkit. */
export function isAbortError(value: unknown): value is AbortError {
  return isFnfkitError(value, "ABORTED");
}
