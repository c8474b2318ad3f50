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
  /**
   * The steps that it stands in, outermost first, down to itself; the number of a branch or an iteration, from 0, follows its
   * step: `["shipAll", 2, "ship"]`. Default: the step alone.
   */
  readonly path?: readonly (string | number)[];
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
  readonly path: readonly (string | number)[];

  constructor(failure: ExecutionFailure) {
    super(sentence(failure));
    this.flow = failure.flow;
    this.execution = failure.execution;
    this.status = failure.status;
    this.error = failure.error;
    this.cause = failure.cause;
    this.step = failure.step;
    this.path = pathOf(failure);
  }
}

const endings = { Failed: "failed", TimedOut: "timed out", Stopped: "was stopped" } as const;

function pathOf({ step, path }: ExecutionFailure): readonly (string | number)[] {
  return path ?? (step === undefined ? [] : [step]);
}

function sentence(failure: ExecutionFailure): string {
  const { flow, execution, status, error, cause, step } = failure;
  const outer = pathOf(failure).slice(0, -1);
  const around = outer.map((part, index) =>
    typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${part}`,
  );
  const inside = outer.length === 0 ? "" : ` inside ${around.join("")}`;
  const where = step === undefined ? "" : ` at step "${step}"${inside}`;
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
