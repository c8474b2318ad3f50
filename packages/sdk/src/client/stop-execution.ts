import type { Limits } from "../call/with-limits.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { AwaitOptions } from "./await-options.ts";
import { wholeHistory } from "./events/history.ts";
import { type ExecutionDescription, executionDescription } from "./execution-description.ts";
import { type ExecutionName, paramsOf } from "./execution-name.ts";
import type { FlowService } from "./flow-service.ts";
import { type ExecutionJob, jobsInHistory } from "./jobs-in-history.ts";
import { untilEnded } from "./until-ended.ts";

/** How to stop an execution. */
export interface StopOptions extends AwaitOptions {
  /** The error's name, 1 to 128 characters. */
  readonly error?: string;
  /** What happened, 1 to 4,096 characters. */
  readonly cause?: string;
}

/** What stopping an execution came to. */
export interface StoppedExecution {
  /** The jobs that it had started, as far as its definition and the inputs of its steps name them. */
  readonly jobs: readonly ExecutionJob[];
}

interface StopReason {
  readonly Error: string | undefined;
  readonly Cause: string | undefined;
}

/** Stops an execution, waits until it is stopped, and says what it had started. */
export async function stopExecution(
  service: FlowService,
  execution: ExecutionName,
  reason: StopReason,
  limits: Limits,
): Promise<StoppedExecution> {
  const description = await untilStopped(service, execution, reason, limits);
  return { jobs: await jobsOf(service, execution, description, limits) };
}

async function untilStopped(
  service: FlowService,
  execution: ExecutionName,
  reason: StopReason,
  limits: Limits,
): Promise<ExecutionDescription> {
  const { signal } = limits;
  const params = paramsOf(execution);
  for (;;) {
    try {
      await service.transport.call("StopExecution", { ...params, ...reason }, { signal });
    } catch (failure) {
      if (!isServiceError(failure, "ExecutionAlreadyCompleted")) throw failure;
      // Perhaps by an attempt whose answer was lost.
      const answer = await service.transport.call("DescribeExecution", params, { signal });
      const description = executionDescription(answer);
      if (description.status !== "Stopped") throw failure;
      return description;
    }
    const description = await untilEnded(service, execution, limits);
    if (description.status === "Stopped") return description;
    // It has ended by itself while it was being stopped: the service's own refusal says so.
  }
}

async function jobsOf(
  service: FlowService,
  execution: ExecutionName,
  { flowDefinition = "" }: ExecutionDescription,
  { signal }: Limits,
): Promise<readonly ExecutionJob[]> {
  // Spares the language and the history where there is nothing to find.
  if (!flowDefinition.includes("StatefulAsyncInvocationID")) return [];
  const { parseFlow } = await import("../fdl/index.ts");
  const { flow } = parseFlow(flowDefinition);
  if (flow === undefined) return [];
  return jobsInHistory(flow, await wholeHistory(service, execution, signal));
}
