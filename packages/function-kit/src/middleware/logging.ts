import { readToken } from "@fnfkit/sdk/reporter";
import type { Middleware, TaskCall } from "./middleware.ts";
import { quietly, type TaskOutcome, told } from "./outcome.ts";

/** One line of the log: plain JSON, and nothing in it is secret. */
export interface LogEntry {
  readonly level: "info" | "error";
  /** `task started`, `task succeeded`, `task deferred` or `task failed`. */
  readonly message: string;
  /** The contract's name. */
  readonly function: string;
  readonly requestId: string;
  /** From 1. */
  readonly attempt: number;
  readonly jobId?: string;
  /** The flow and the execution that wait, where the token's form says so. */
  readonly flow?: string;
  readonly execution?: string;
  /** Which step waits: the id of the event by which the execution entered it, as its history and `$context.step.eventId` have it. */
  readonly stepEventId?: number;
  /** That there is a task token; never itself. */
  readonly token?: "***";
  readonly durationMs?: number;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Logs the beginning and the end of every invocation, as one line of JSON each.
 *
 * @param write - where to. Default: standard output, which Function Compute logs
 */
export function logging(write: (entry: LogEntry) => void = writeLine): Middleware {
  return (call, next) => {
    const facts = factsOf(call);
    quietly(call, () => write({ level: "info", message: "task started", ...facts }));
    return told(call, next, ({ outcome, ...rest }: TaskOutcome) =>
      write({
        level: outcome === "failed" ? "error" : "info",
        message: `task ${outcome}`,
        ...facts,
        ...rest,
      }),
    );
  };
}

function writeLine(entry: LogEntry): void {
  console.log(JSON.stringify(entry));
}

function factsOf({ contract, task }: TaskCall): Omit<LogEntry, "level" | "message"> {
  const { flow, execution, eventId } = (task.token === undefined ? undefined : readToken(task.token)) ?? {};
  return {
    ...{ function: contract.name, requestId: task.context.requestId, attempt: task.attempt },
    ...(task.jobId !== undefined && { jobId: task.jobId }),
    ...(flow !== undefined && { flow }),
    ...(execution !== undefined && { execution }),
    ...(eventId !== undefined && { stepEventId: eventId }),
    ...(task.token !== undefined && { token: "***" }),
  };
}
