import { functionArn } from "../contract/function-arn.ts";
import type { FunctionContract } from "../contract/function-contract.ts";
import { isName } from "../contract/name.ts";
import { usualTokenKey } from "../contract/token-keys.ts";
import { mappingsOf } from "./mappings.ts";
import { createRef, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import type { LooseScope } from "./scope.ts";
import { StepInput } from "./step-input.ts";
import type { LooseTaskOptions } from "./task-options.ts";
import type { Call } from "./task-step.ts";

/** The call of a function. `scope` is what the step's input can refer to. */
export function functionCall(
  contract: FunctionContract,
  { pattern, invocation, jobId, input }: LooseTaskOptions,
  scope: LooseScope,
): Call {
  if (jobId !== undefined && invocation !== "Async") {
    refuse(
      "job-id-without-async",
      'Only an invocation from the queue can be a job: add invocation: "Async".',
    );
  }
  const event = new StepInput(input === undefined ? [] : mappingsOf(input(scope)));
  if (pattern === "waitForCallback") {
    event.add(
      contract.token ?? usualTokenKey,
      createRef("$context.task.token"),
      'The task token can have another key in the contract: defineFunction({ token: "…", … }).',
    );
  }
  const StatefulAsyncInvocationID = jobId === undefined ? undefined : jobIdOf(contract, jobId, event, scope);
  if (typeof jobId === "function" && input === undefined && pattern !== "waitForCallback") {
    refuse(
      "input-needed",
      "A job id by reference is mapped, and what is mapped takes the place of the default input: say input too.",
    );
  }
  return {
    resourceArn: functionArn(contract),
    ...(pattern !== undefined && { pattern }),
    ...((input !== undefined || event.mappings.length > 0) && { inputMappings: event.mappings }),
    ...(invocation !== undefined && {
      serviceParams: {
        InvocationType: invocation,
        ...(StatefulAsyncInvocationID !== undefined && { StatefulAsyncInvocationID }),
      },
    }),
  };
}

/** The job id as a parameter of the service; one by reference is put into the event. */
function jobIdOf(
  contract: FunctionContract,
  jobId: NonNullable<LooseTaskOptions["jobId"]>,
  event: StepInput,
  scope: LooseScope,
): string {
  if (typeof jobId === "string") {
    if (isName(jobId)) return jobId;
    return refuse(
      "job-id-form",
      `The job id "${jobId}" must start with a letter or "_" and hold only letters, digits, "_" and "-" (at most 128).`,
    );
  }
  const source = jobId(scope);
  if (textOf(source) === undefined) {
    refuse("job-id-form", "jobId must return a reference; write a constant id as a string.");
  }
  if (contract.jobId === undefined) {
    return refuse(
      "job-id-key",
      `A job id by reference travels in the event of "${contract.name}": state its key in the contract, defineFunction({ jobId: "id", … }).`,
    );
  }
  event.add(
    contract.jobId,
    source,
    'Leave it to jobId, or give the job id another key in the contract: defineFunction({ jobId: "…", … }).',
  );
  return `$.${contract.jobId}`;
}
