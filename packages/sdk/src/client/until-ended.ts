import type { CallOptions } from "../call/call-options.ts";
import { patientAttempts } from "../call/patient-attempts.ts";
import type { Limits } from "../call/with-limits.ts";
import { type ExecutionDescription, executionDescription, isUnsuccessful } from "./execution-description.ts";
import { type ExecutionName, paramsOf } from "./execution-name.ts";
import type { FlowService } from "./flow-service.ts";

// The longest that the service holds a DescribeExecution.
const longestPollSeconds = 60;

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

/** Looks at an execution when it has ended, or else when the time to wait is over, which does not count towards the limits. */
export async function look(
  { transport, polls }: FlowService,
  execution: ExecutionName,
  waitSeconds: number,
  { timeoutMs, attemptTimeoutMs, ...options }: CallOptions,
): Promise<ExecutionDescription> {
  const params = { ...paramsOf(execution), WaitTimeSeconds: waitSeconds };
  const heldMs = waitSeconds * 1_000;
  return executionDescription(
    await transport.call("DescribeExecution", params, {
      maxAttempts: patientAttempts,
      ...options,
      ...(timeoutMs !== undefined && { timeoutMs: timeoutMs + heldMs }),
      ...(attemptTimeoutMs !== undefined && { attemptTimeoutMs: attemptTimeoutMs + heldMs }),
      pace: polls,
    }),
  );
}

export function hasEnded({ status }: ExecutionDescription): boolean {
  return status === "Succeeded" || isUnsuccessful(status);
}
