import type { FunctionContract, HandlerOutput } from "@fnfkit/sdk/contract";
import type { Deferred } from "../deferred.ts";
import type { Task } from "../task.ts";

/** One invocation on its way through the middleware. */
export interface TaskCall<Contract extends FunctionContract = FunctionContract> {
  readonly contract: Contract;
  /** What the function is given, without token and job id, before it is validated. */
  readonly input: unknown;
  readonly task: Task;
  /** Calls back once the report, if there is one, has arrived or been given up; see {@link ReportEnd}. */
  onReported(listener: (end: ReportEnd) => void): void;
}

/** What became of a report. */
export interface ReportEnd {
  /** `alreadyCompleted` when the task had been settled before; `undelivered` when the invocation fails for it. */
  readonly outcome: "accepted" | "alreadyCompleted" | "undelivered";
  /** From the first attempt to the last answer. */
  readonly durationMs: number;
  /** The name of the error that the invocation fails with, when it was not delivered. */
  readonly error?: string;
}

/** What an invocation comes to: a result, or a report that is left to somebody else. */
export type TaskResult<Contract extends FunctionContract = FunctionContract> =
  | HandlerOutput<Contract>
  | Deferred;

/**
 * Stands around validation, the handler and the check of its result, but not around the report. The first of a list is
 * the outermost. This one fits every contract; see {@link MiddlewareOf} for one that knows its contract.
 *
 * @param next - goes on inwards; rejects with what is going to be reported or thrown, the kit's own failures included
 *
 * @example
 * const timed: Middleware = async ({ task }, next) => {
 *   const start = task.clock.now();
 *   try {
 *     return await next();
 *   } finally {
 *     console.log(task.clock.now() - start);
 *   }
 * };
 */
export type Middleware = <Result extends object>(
  call: TaskCall,
  next: () => Promise<Result>,
) => Promise<Result>;

/** A {@link Middleware} for functions of one contract: it may answer in the handler's place. */
export type MiddlewareOf<Contract extends FunctionContract> = (
  call: TaskCall<Contract>,
  next: () => Promise<TaskResult<Contract>>,
) => Promise<TaskResult<Contract>>;

/** Runs an invocation through its middleware, from the first to the innermost, and back. */
export function through<Call, Result>(
  middleware: readonly ((call: Call, next: () => Promise<Result>) => Promise<Result>)[],
  call: Call,
  innermost: () => Promise<Result>,
): Promise<Result> {
  return middleware.reduceRight<() => Promise<Result>>(
    // Also what throws before its first await rejects.
    (next, one) => async () => one(call, next),
    innermost,
  )();
}
