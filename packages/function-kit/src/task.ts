import type { FunctionContract, HandlerInput, HandlerOutput } from "@fnfkit/sdk/contract";
import type { Clock } from "@fnfkit/sdk/runtime";
import type { Deferred } from "./deferred.ts";
import type { FcContext } from "./platform.ts";

/** What a handler knows of the step that called it. */
export interface Task {
  /** The task token, when the flow waits for a callback. Whoever holds it can report: keep it as a secret. */
  readonly token: string | undefined;
  /** The id of the job that this invocation is, when the flow or the caller gave it one in the event. */
  readonly jobId: string | undefined;
  /** 1 for the first try; Function Compute tries an asynchronous invocation again when the function fails. */
  readonly attempt: number;
  /**
   * Aborted shortly before the platform ends the invocation for its time-out. On custom runtimes also when the instance
   * ends or the caller hangs up, and on embedded clouds when the job is stopped; Function Compute's own runtimes end the
   * instance then and say nothing.
   */
  readonly signal: AbortSignal;
  /** The system's clock; on embedded clouds theirs, so that a function that sleeps on it is tested in no time. */
  readonly clock: Clock;
  /** The context as Function Compute gave it. */
  readonly context: FcContext;
  /**
   * Leaves the report to somebody else, who uses `createReporter`: return what it gives.
   *
   * @throws Error when there is no token, since nobody could ever report
   */
  defer(): Deferred;
}

/** The work of a function: its input is validated, its result is checked against the contract. */
export type TaskHandler<Contract extends FunctionContract> = (
  input: HandlerInput<Contract>,
  task: Task,
) => HandlerOutput<Contract> | Deferred | Promise<HandlerOutput<Contract> | Deferred>;
