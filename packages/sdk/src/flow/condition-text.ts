import { formatCondition, parseCondition } from "../fdl/condition/index.ts";
import { wholeCondition } from "./operators.ts";
import type { NoResults } from "./ref.ts";
import { refuse } from "./refusal.ts";
import { createOwnScope, type OwnScope } from "./scope.ts";

/** A condition as the author gives it: as FDL has it, or made by operators. */
export type LooseCondition = string | ((scope: OwnScope<never>) => unknown);

/** The text of a condition over an input that holds no results under some keys. */
export function conditionText(condition: LooseCondition, noResults: NoResults): string {
  const text =
    typeof condition === "string" ? condition : written(() => condition(createOwnScope(noResults)));
  const { error } = parseCondition(text);
  if (error?.reason === "malformed") {
    refuse("condition-malformed", `The condition "${text}" cannot be read: ${error.message}.`);
  }
  return text;
}

function written(build: () => unknown): string {
  try {
    return formatCondition(wholeCondition(build));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse("condition-constant", error.message);
  }
}
