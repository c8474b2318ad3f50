import { isServiceError, ServiceError } from "../errors/service-error.ts";
import type { Execution } from "./execution.ts";

/** An execution of the given name has ended already; a `ServiceError` with `ExecutionAlreadyExists`. */
export class ExecutionAlreadyExistsError<Output = unknown> extends ServiceError {
  /** The one that has ended. */
  readonly execution: Execution<Output>;

  constructor(refusal: ServiceError, execution: Execution<Output>) {
    super(refusal.message, refusal);
    this.execution = execution;
  }
}

/**
 * Whether `value` says that an execution of the given name has ended already, of any copy of fnfkit.
 *
 * @example
 * if (isExecutionAlreadyExistsError(error)) return error.execution.result();
 */
export function isExecutionAlreadyExistsError(value: unknown): value is ExecutionAlreadyExistsError {
  return isServiceError(value, "ExecutionAlreadyExists") && "execution" in value;
}
