import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/**
 * A report could not be delivered before its time was up. The flow still waits: whoever holds the token may report again.
 *
 * `cause` is the last answer or lost connection.
 */
export class ReportUndeliveredError extends FnfkitError {
  override readonly name = "ReportUndeliveredError";
  override readonly code = "REPORT_UNDELIVERED";
  /** How often it was sent. */
  readonly attempts: number;

  constructor(message: string, details: { readonly attempts: number; readonly cause: unknown }) {
    super(message, { cause: details.cause });
    this.attempts = details.attempts;
  }
}

/** Whether `value` is a {@link ReportUndeliveredError} of any copy of fnfkit. */
export function isReportUndeliveredError(value: unknown): value is ReportUndeliveredError {
  return isFnfkitError(value, "REPORT_UNDELIVERED");
}
