import type { Pattern } from "../fdl/tree/index.ts";
import type { LooseOutcomeOptions } from "./outcome-options.ts";
import { textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import type { LooseMap, LooseScope } from "./scope.ts";
import { StepInput } from "./step-input.ts";
import type { Call } from "./task-step.ts";

/** The options of an action step, whatever their types were. */
export interface LooseActionOptions extends LooseOutcomeOptions {
  readonly pattern?: Pattern;
  readonly params?: LooseMap;
}

/** The call of a cloud product's API. `scope` is what the parameters can refer to. */
export function actionCall(action: string, { pattern, params }: LooseActionOptions, scope: LooseScope): Call {
  if (!/^[A-Za-z][\w-]*:\w+$/.test(action)) {
    refuse(
      "action-form",
      `The action "${action}" must be a service and an API, as in ocr:RecognizeIdentityCard.`,
    );
  }
  const given = params === undefined ? {} : params(scope);
  if (typeof given !== "object" || textOf(given) !== undefined) {
    refuse("mapping-form", "params returns an object of parameters and sources, made at once.");
  }
  const input = new StepInput();
  const serviceParams = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, input.parameter(key, value)]),
  );
  return {
    action,
    ...(pattern !== undefined && { pattern }),
    ...(input.mappings.length > 0 && { inputMappings: input.mappings }),
    ...(params !== undefined && { serviceParams }),
  };
}
