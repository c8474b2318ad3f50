/**
 * Every code an {@link FnfkitError} can carry. The set is closed: a `switch` over it can be exhaustive.
 *
 * | code | class | what to do next |
 * |---|---|---|
 * | `SERVICE` | `ServiceError` | look at `serviceCode`; `retryable` says whether the same call may succeed later |
 * | `CONNECTION` | `ConnectionError` | the request may or may not have arrived: retry what is idempotent |
 * | `TIMEOUT` | `TimeoutError` | allow more time, or stop waiting |
 * | `ABORTED` | `AbortError` | nothing: the caller asked for it |
 * | `CONFIGURATION` | `ConfigurationError` | give what is missing |
 * | `CONTRACT` | `ContractError` | mend the value or the contract |
 * | `FLOW_DEFINITION` | `FlowDefinitionError` | mend the flow: `diagnostics` says where |
 * | `EXECUTION_FAILED` | `ExecutionFailedError` | the flow ended otherwise than by success |
 * | `FUNCTION_FAILED` | `FunctionFailedError` | the function ran and failed: look at `errorType` and its logs |
 * | `REPORT_UNDELIVERED` | `ReportUndeliveredError` | keep the result and report it later |
 */
export type FnfkitErrorCode =
  | "SERVICE"
  | "CONNECTION"
  | "TIMEOUT"
  | "ABORTED"
  | "CONFIGURATION"
  | "CONTRACT"
  | "FLOW_DEFINITION"
  | "EXECUTION_FAILED"
  | "FUNCTION_FAILED"
  | "REPORT_UNDELIVERED";

const brand = Symbol.for("fnfkit.error");

/**
 * The base of every error fnfkit throws on purpose.
 *
 * Tell errors apart with {@link isFnfkitError} and the guards beside each class rather than with `instanceof`:
 * an application may hold two copies of a package (ESM and CJS, or the kit's bundled one).
 */
export abstract class FnfkitError extends Error {
  /** What kind of error this is; see {@link FnfkitErrorCode}. */
  abstract readonly code: FnfkitErrorCode;

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `value` is an error of fnfkit's (of any copy of it), optionally one with the given code. */
export function isFnfkitError(value: unknown, code?: FnfkitErrorCode): value is FnfkitError {
  return (
    value instanceof Error &&
    brand in value &&
    (code === undefined || (value as Partial<FnfkitError>).code === code)
  );
}
