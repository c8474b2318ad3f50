import { types } from "node:util";
import type { FunctionContract, JsonObject, KitErrorName } from "@fnfkit/sdk/contract";
import { createReporter, type ReportOptions, readToken } from "@fnfkit/sdk/reporter";
import type { Runtime } from "@fnfkit/sdk/runtime";
import { preloadFnfClient } from "@fnfkit/sdk/transport";
import type { Deadline } from "./deadline.ts";
import { failureOf, named } from "./failure.ts";
import type { TaskOptions } from "./handle-task-options.ts";
import type { ReportEnd } from "./middleware/middleware.ts";
import { quietly } from "./middleware/outcome.ts";
import { reportConfig } from "./report-config.ts";
import { secretsOf } from "./secrets-of.ts";
import type { Task } from "./task.ts";
import { type TaskReport, tellUndelivered } from "./undelivered.ts";

// Nothing in here, the vendor's client least of all, is loaded before an invocation has something to report, has failed or
// has a result of which only JSON can tell what becomes of it.

export { writtenOutput } from "./written-output.ts";

/** An invocation whose work is over. */
export interface Concluded {
  readonly contract: FunctionContract;
  readonly options: TaskOptions;
  readonly task: Task;
  readonly runtime: Runtime;
  readonly deadline: Deadline | undefined;
  /** Who wants to know what becomes of the report. */
  readonly listeners: readonly ((end: ReportEnd) => void)[];
}

/** How the work of an invocation ended. */
export type TaskEnd = { readonly output: JsonObject } | { readonly thrown: unknown };

/** Loads everything that a report needs. */
export async function prepare({ send }: Runtime): Promise<void> {
  if (send === undefined) await preloadFnfClient();
}

/**
 * Sees to it that whoever waits for an invocation learns how it ended: by its report when there is a token, else by what it
 * throws. What is returned says no more than the report did.
 */
export async function conclude(concluded: Concluded, end: TaskEnd): Promise<JsonObject> {
  const { task, options } = concluded;
  const secrets = secretsOf(task);
  if ("output" in end) return reported(concluded, end, secrets);
  const thrown = whyGivenUp(end.thrown, task);
  const failure = failureOf(thrown, secrets, options.mapFailure);
  if (task.token === undefined || isLeftToRetry(concluded, thrown)) throw named(thrown, failure);
  return reported(concluded, failure, secrets);
}

/** A handler that gave up since its instance was ending fails by that name: `AbortError` would not say why. */
function whyGivenUp(thrown: unknown, { signal }: Task): unknown {
  const outOfTime: KitErrorName = "FunctionDeadlineExceeded";
  const gaveUp = types.isNativeError(thrown) && thrown.name === "AbortError" && signal.aborted;
  return gaveUp && signal.reason?.name === outOfTime ? signal.reason : thrown;
}

async function reported(
  { contract, options, task, runtime, deadline, listeners }: Concluded,
  report: TaskReport,
  secrets: readonly (string | undefined)[],
): Promise<JsonObject> {
  const start = task.clock.now();
  const tell = (end: Omit<ReportEnd, "durationMs">) => {
    const durationMs = task.clock.now() - start;
    for (const listener of listeners) quietly({ contract, task }, () => listener({ ...end, durationMs }));
  };
  try {
    const reporter = createReporter(reportConfig(task.context, runtime, options));
    const limits: ReportOptions = deadline === undefined ? {} : { deadline: deadline.reportBy };
    const token = task.token ?? "";
    const { outcome } = await ("output" in report
      ? reporter.succeed(token, report.output, limits)
      : reporter.fail(token, report.error, report.cause, limits));
    tell({ outcome });
  } catch (failure) {
    tell({ outcome: "undelivered", error: failureOf(failure, secrets).error });
    if (options.undelivered !== undefined) {
      const reason = failureOf(failure, secrets).cause;
      const undelivered = { ...factsOf(contract, task), report, reason };
      await tellUndelivered(options.undelivered, { undelivered, task, deadline, secrets });
    }
    throw failure;
  }
  return "output" in report ? report.output : {};
}

function factsOf(contract: FunctionContract, { token = "", attempt, jobId, context }: Task) {
  const { flow, execution } = readToken(token) ?? {};
  return {
    ...{ function: contract.name, requestId: context.requestId, attempt },
    ...(jobId !== undefined && { jobId }),
    ...(flow !== undefined && { flow }),
    ...(execution !== undefined && { execution }),
  };
}

/** Whether Function Compute will try again, so that this failure is not yet the task's. */
function isLeftToRetry(
  { options: { report, maxAsyncRetryAttempts = 3 }, task: { attempt } }: Concluded,
  thrown: unknown,
): boolean {
  const hopeless: KitErrorName = "InvalidInput";
  return (
    report === "lastAttempt" && attempt <= maxAsyncRetryAttempts && failureOf(thrown, []).error !== hopeless
  );
}
