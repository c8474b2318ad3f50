import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** What a {@link FunctionFailedError} is made of. */
export interface FunctionFailure {
  /** The function, e.g. `shop.prod/reserve`. */
  readonly function: string;
  /**
   * The class of what the function threw, which a flow would match its `catch` and `retry` against; absent when the
   * platform ended the function (its time was up, its memory, its process).
   */
  readonly errorType?: string | undefined;
  /** What the function threw, or what the platform ended it for, in its own words. */
  readonly errorMessage: string;
  /** Where in the function's code it was thrown; empty when that is not known. */
  readonly stackTrace: readonly string[];
  /** The service's id of the request: what the function's logs name it by. */
  readonly requestId: string;
  /** The last 4 KB of the function's log, when they were asked for. */
  readonly logTail?: string | undefined;
}

/** A function was invoked, ran and failed. The service answers that with status 200; fnfkit does not take it for a result. */
export class FunctionFailedError extends FnfkitError implements FunctionFailure {
  override readonly name = "FunctionFailedError";
  override readonly code = "FUNCTION_FAILED";
  readonly function: string;
  readonly errorType: string | undefined;
  readonly errorMessage: string;
  readonly stackTrace: readonly string[];
  readonly requestId: string;
  readonly logTail: string | undefined;

  constructor(failure: FunctionFailure) {
    const { errorType, errorMessage, requestId } = failure;
    const why = [errorType, errorMessage.trim().replace(/\.$/, "")].filter(Boolean).join(": ");
    super(`Function "${failure.function}" failed${why === "" ? "" : `: ${why}`} (request ${requestId}).`);
    this.function = failure.function;
    this.errorType = errorType;
    this.errorMessage = errorMessage;
    this.stackTrace = failure.stackTrace;
    this.requestId = requestId;
    this.logTail = failure.logTail;
  }
}

/**
 * Whether `value` is a {@link FunctionFailedError} of any copy of fnfkit, optionally one with the given `errorType`.
 *
 * @example
 * if (isFunctionFailedError(error, "AuditorUnavailable")) await askSomebodyElse();
 */
export function isFunctionFailedError(value: unknown, errorType?: string): value is FunctionFailedError {
  return (
    isFnfkitError(value, "FUNCTION_FAILED") &&
    (errorType === undefined || (value as FunctionFailedError).errorType === errorType)
  );
}
