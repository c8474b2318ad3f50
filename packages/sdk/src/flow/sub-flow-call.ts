import { isName } from "../contract/name.ts";
import { usualTokenKey } from "../contract/token-keys.ts";
import type { Pattern } from "../fdl/tree/index.ts";
import { mappingsOf } from "./mappings.ts";
import type { LooseOutcomeOptions } from "./outcome-options.ts";
import { createRef, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import type { LooseMap, LooseScope } from "./scope.ts";
import { otherTokenKey, StepInput } from "./step-input.ts";
import type { Call } from "./task-step.ts";

/** The options of a sub-flow step, whatever their types were. */
export interface LooseSubFlowOptions extends LooseOutcomeOptions {
  readonly pattern?: Pattern;
  readonly input?: LooseMap;
  readonly executionName?: string | LooseMap;
  readonly token?: string;
}

/** The call of another flow. `scope` is what the step's input can refer to. */
export function subFlowCall(
  flow: string,
  { pattern, input, executionName, token }: LooseSubFlowOptions,
  scope: LooseScope,
): Call {
  const given = new StepInput(input === undefined ? [] : mappingsOf(input(scope)));
  if (pattern === "waitForCallback")
    given.add(token ?? usualTokenKey, createRef("$context.task.token"), otherTokenKey);
  if (typeof executionName === "function" && input === undefined && pattern !== "waitForCallback") {
    refuse(
      "input-needed",
      "An execution name by reference is mapped, and what is mapped takes the place of the default input: say input too.",
    );
  }
  const ExecutionName = executionName === undefined ? undefined : nameOf(executionName, given, scope);
  return {
    resourceArn: `acs:fnf:::flow/${flow}`,
    ...(pattern !== undefined && { pattern }),
    ...((input !== undefined || given.mappings.length > 0) && { inputMappings: given.mappings }),
    ...(ExecutionName !== undefined && { serviceParams: { Input: "$", ExecutionName } }),
  };
}

function nameOf(executionName: string | LooseMap, given: StepInput, scope: LooseScope) {
  if (typeof executionName === "string") {
    if (isName(executionName)) return executionName;
    return refuse(
      "execution-name-form",
      `The execution name "${executionName}" must start with a letter or "_" and hold only letters, digits, "_" and "-" (at most 128).`,
    );
  }
  const source = executionName(scope);
  if (textOf(source) === undefined) {
    refuse(
      "execution-name-form",
      "executionName must return a reference; write a constant name as a string.",
    );
  }
  return given.parameter("executionName", source);
}
