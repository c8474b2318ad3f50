import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** How an execution can end otherwise than by success. */
export type UnsuccessfulStatus = "Failed" | "TimedOut" | "Stopped";

/** What an {@link ExecutionFailedError} is made of. */
export interface ExecutionFailure {
  readonly flow: string;
  readonly execution: string;
  readonly status: UnsuccessfulStatus;
  /** The error's name as the flow saw it, e.g. `AuditorUnavailable` or `FnF.TaskTimeout`; empty when there is none. */
  readonly error: string;
  /** The error's cause as the flow saw it; empty when there is none. */
  readonly cause: string;
  /** The step that failed, when the history names one. */
  readonly step: string | undefined;
}

/** An execution ended as `Failed`, `TimedOut` or `Stopped`. */
export class ExecutionFailedError extends FnfkitError implements ExecutionFailure {
  override readonly name = "ExecutionFailedError";
  override readonly code = "EXECUTION_FAILED";
  readonly flow: string;
  readonly execution: string;
  readonly status: UnsuccessfulStatus;
  readonly error: string;
  override readonly cause: string;
  readonly step: string | undefined;

  constructor(failure: ExecutionFailure) {
    super(sentence(failure));
    this.flow = failure.flow;
    this.execution = failure.execution;
    this.status = failure.status;
    this.error = failure.error;
    this.cause = failure.cause;
    this.step = failure.step;
  }
}

const endings = { Failed: "failed", TimedOut: "timed out", Stopped: "was stopped" } as const;

function sentence({ flow, execution, status, error, cause, step }: ExecutionFailure): string {
  const where = step === undefined ? "" : ` at step "${step}"`;
  const why = [error, wordsOf(cause)].filter((part) => part !== "").join(": ");
  const told = why === "" ? "" : `: ${why.replace(/\.$/, "")}`;
  return `Execution "${execution}" of flow "${flow}" ${endings[status]}${where}${told}.`;
}

// The cause of a failed function is its error as JSON, with a stack that is no part of a sentence.
function wordsOf(cause: string): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: unknown };
    return typeof errorMessage === "string" ? errorMessage : cause;
  } catch {
    return cause;
  }
}

/** Whether `value` is an {@link ExecutionFailedError} of any copy of fnfkit. */
export function isExecutionFailedError(value: unknown): value is ExecutionFailedError {
  return isFnfkitError(value, "EXECUTION_FAILED");
}
