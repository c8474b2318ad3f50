import type { Limits } from "../call/with-limits.ts";
import { type ExecutionDescription, executionDescription, isUnsuccessful } from "./execution-description.ts";
import { type ExecutionName, paramsOf } from "./execution-name.ts";
import type { FlowService } from "./flow-service.ts";

// The longest that the service holds a DescribeExecution.
const longestPollSeconds = 60;

/** How often a call is tried where days of work may wait for it: some minutes of trouble are borne. */
export const patientAttempts = 20;

/** Looks at an execution until it has ended. The service holds each look for up to a minute. */
export async function untilEnded(
  service: FlowService,
  execution: ExecutionName,
  { signal, leftMs }: Limits,
): Promise<ExecutionDescription> {
  for (;;) {
    const waitSeconds = Math.min(Math.ceil(leftMs() / 1000), longestPollSeconds);
    const description = await look(service, execution, waitSeconds, { signal });
    if (hasEnded(description)) return description;
  }
}

/** Looks at an execution when it has ended, or else when the time to wait is over. */
export async function look(
  { transport, polls }: FlowService,
  execution: ExecutionName,
  waitSeconds: number,
  limits: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
): Promise<ExecutionDescription> {
  const params = { ...paramsOf(execution), WaitTimeSeconds: waitSeconds };
  return executionDescription(
    await transport.call("DescribeExecution", params, {
      ...limits,
      maxAttempts: patientAttempts,
      pace: polls,
    }),
  );
}

export function hasEnded({ status }: ExecutionDescription): boolean {
  return status === "Succeeded" || isUnsuccessful(status);
}
