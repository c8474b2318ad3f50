import { limits } from "../fdl/shape/index.ts";
import type { Catch, Mapping, Mappings, Retry, ServiceParams, TaskStep } from "../fdl/tree/index.ts";
import { mapping, mappingsOf } from "./mappings.ts";
import { requireWhole } from "./numbers.ts";
import type { LooseOutcomeOptions } from "./outcome-options.ts";
import { refuse } from "./refusal.ts";
import { resultKey } from "./result-key.ts";
import { createScope } from "./scope.ts";

/** What a task calls, and with what. */
export interface Call extends Pick<TaskStep, "resourceArn" | "action" | "pattern"> {
  /** Absent: FDL's default input. */
  readonly inputMappings?: Mappings;
  readonly serviceParams?: ServiceParams;
}

/** The task step that makes a call, and what becomes of it. */
export function taskStep(name: string, call: Call, options: LooseOutcomeOptions): TaskStep {
  const { output, error, timeoutSeconds, retry, catch: catches, end } = options;
  const { inputMappings, serviceParams, ...called } = call;
  if (timeoutSeconds !== undefined) requireWhole("timeoutSeconds", timeoutSeconds, 1, limits.timeoutSeconds);
  if (error !== undefined && catches === undefined) {
    refuse("error-without-catch", "error maps what a catch has taken: add a catch, or leave error out.");
  }
  return Object.freeze({
    type: "task",
    name,
    ...called,
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(inputMappings !== undefined && { inputMappings: Object.freeze(inputMappings) }),
    ...(output !== "merge" && { outputMappings: outputMappings(name, options) }),
    ...(error !== undefined && { errorMappings: Object.freeze(mappingsOf(error(createScope()))) }),
    ...(serviceParams !== undefined && { serviceParams: Object.freeze(serviceParams) }),
    ...(retry !== undefined && { retry: Object.freeze(retry.map(retryRule)) }),
    ...(catches !== undefined && { catch: Object.freeze(catches.map(catchRule)) }),
    ...(end !== undefined && { end }),
  } satisfies TaskStep);
}

function outputMappings(name: string, { as, output }: LooseOutcomeOptions): readonly Mapping[] {
  if (typeof output === "function") return Object.freeze(mappingsOf(output(createScope())));
  return Object.freeze([mapping(resultKey(name, as), createScope().local)]);
}

function requireErrors(list: "retry" | "catch", errors: unknown): void {
  if (Array.isArray(errors)) return;
  refuse(
    "rule-form",
    `A rule of ${list} needs the names of its errors: errors: ["FnF.ALL"] for all of them.`,
  );
}

function retryRule(rule: Retry): Retry {
  requireErrors("retry", rule.errors);
  const { intervalSeconds, maxIntervalSeconds, maxAttempts, multiplier } = rule;
  if (intervalSeconds !== undefined) {
    requireWhole("retry intervalSeconds", intervalSeconds, 0, limits.retryIntervalSeconds);
  }
  if (maxIntervalSeconds !== undefined) {
    requireWhole("retry maxIntervalSeconds", maxIntervalSeconds, 0, limits.retryIntervalSeconds);
  }
  if (maxAttempts !== undefined) requireWhole("retry maxAttempts", maxAttempts, 0, Number.MAX_SAFE_INTEGER);
  if (multiplier !== undefined && !(Number.isFinite(multiplier) && multiplier > 0)) {
    refuse("number-out-of-range", `retry multiplier is ${multiplier}, but must be a number above 0.`);
  }
  return Object.freeze({ ...rule, errors: Object.freeze([...rule.errors]) });
}

function catchRule({ errors, goto }: Catch): Catch {
  requireErrors("catch", errors);
  if (typeof goto !== "string") refuse("rule-form", "A rule of catch needs the step to go on at: goto.");
  return Object.freeze({ errors: Object.freeze([...errors]), goto });
}
