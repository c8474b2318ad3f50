import { functionArn } from "../contract/function-arn.ts";
import type { FunctionContract } from "../contract/function-contract.ts";
import { isName } from "../contract/name.ts";
import { usualTokenKey } from "../contract/token-keys.ts";
import type { Catch, Mapping, Retry, ServiceParams, TaskStep } from "../fdl/tree/index.ts";
import { mapping, mappingsOf } from "./mappings.ts";
import { requireWhole } from "./numbers.ts";
import { createRef, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import { createScope, type Scope } from "./scope.ts";
import type { LooseTaskOptions } from "./task-options.ts";

const longestSeconds = 31_536_000; // one year, the longest an execution may take
const longestIntervalSeconds = 86_400;

/** The task step that calls a function. `scope` is what the step's input can refer to. */
export function taskStep(
  name: string,
  contract: FunctionContract,
  options: LooseTaskOptions,
  scope: Scope<never, never, never>,
): TaskStep {
  const { pattern, output, error, timeoutSeconds, retry, catch: catches, end } = options;
  const { mappings, serviceParams } = call(contract, options, scope);
  if (timeoutSeconds !== undefined) requireWhole("timeoutSeconds", timeoutSeconds, 1, longestSeconds);
  if (error !== undefined && catches === undefined) {
    refuse("error-without-catch", "error maps what a catch has taken: add a catch, or leave error out.");
  }
  return Object.freeze({
    type: "task",
    name,
    resourceArn: functionArn(contract),
    ...(pattern !== undefined && { pattern }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(mappings !== undefined && { inputMappings: Object.freeze(mappings) }),
    ...(output !== "merge" && { outputMappings: outputMappings(name, options) }),
    ...(error !== undefined && { errorMappings: Object.freeze(mappingsOf(error(createScope()))) }),
    ...(serviceParams !== undefined && { serviceParams: Object.freeze(serviceParams) }),
    ...(retry !== undefined && { retry: Object.freeze(retry.map(retryRule)) }),
    ...(catches !== undefined && { catch: Object.freeze(catches.map(catchRule)) }),
    ...(end !== undefined && { end }),
  } satisfies TaskStep);
}

/** How the function is called: what goes into its event beside the author's own mappings, and the service's parameters. */
function call(
  contract: FunctionContract,
  { pattern, invocation, jobId, input }: LooseTaskOptions,
  scope: Scope<never, never, never>,
): { mappings?: Mapping[]; serviceParams?: ServiceParams } {
  if (jobId !== undefined && invocation !== "Async") {
    refuse(
      "job-id-without-async",
      'Only an invocation from the queue can be a job: add invocation: "Async".',
    );
  }
  const own = input === undefined ? [] : mappingsOf(input(scope));
  const token =
    pattern === "waitForCallback"
      ? [mapping(contract.token ?? usualTokenKey, createRef("$context.task.token"))]
      : [];
  const id = jobId === undefined ? undefined : jobIdOf(contract, jobId, scope);
  const added = [...token, ...(id?.mappings ?? [])];
  const taken = added.find(({ target }) => own.some((one) => one.target === target));
  if (taken !== undefined) {
    refuse(
      "mapping-duplicate",
      `The input maps "${taken.target}", which the step itself needs. Name another key in the contract.`,
    );
  }
  return {
    ...((input !== undefined || added.length > 0) && { mappings: [...own, ...added] }),
    ...(invocation !== undefined && {
      serviceParams: {
        InvocationType: invocation,
        ...(id !== undefined && { StatefulAsyncInvocationID: id.parameter }),
      },
    }),
  };
}

/** The job id as a parameter of the service, and what must be in the event for it. */
function jobIdOf(
  contract: FunctionContract,
  jobId: NonNullable<LooseTaskOptions["jobId"]>,
  scope: Scope<never, never, never>,
): { parameter: string; mappings: Mapping[] } {
  if (typeof jobId === "string") {
    if (isName(jobId)) return { parameter: jobId, mappings: [] };
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
  return { parameter: `$.${contract.jobId}`, mappings: [mapping(contract.jobId, source)] };
}

function outputMappings(name: string, { as = name, output }: LooseTaskOptions): readonly Mapping[] {
  if (typeof output === "function") return Object.freeze(mappingsOf(output(createScope())));
  return Object.freeze([mapping(as, createScope().local)]);
}

function retryRule(rule: Retry): Retry {
  const { intervalSeconds, maxIntervalSeconds, maxAttempts, multiplier } = rule;
  if (intervalSeconds !== undefined) {
    requireWhole("retry intervalSeconds", intervalSeconds, 0, longestIntervalSeconds);
  }
  if (maxIntervalSeconds !== undefined) {
    requireWhole("retry maxIntervalSeconds", maxIntervalSeconds, 0, longestIntervalSeconds);
  }
  if (maxAttempts !== undefined) requireWhole("retry maxAttempts", maxAttempts, 0, Number.MAX_SAFE_INTEGER);
  if (multiplier !== undefined && !(Number.isFinite(multiplier) && multiplier > 0)) {
    refuse("number-out-of-range", `retry multiplier is ${multiplier}, but must be a number above 0.`);
  }
  return Object.freeze({ ...rule, errors: Object.freeze([...rule.errors]) });
}

function catchRule({ errors, goto }: Catch): Catch {
  return Object.freeze({ errors: Object.freeze([...errors]), goto });
}
