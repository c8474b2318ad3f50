import { type ParsedCondition, partsOf } from "../../condition/index.ts";
import { quoted } from "../../excerpt.ts";
import { conditionsOf } from "../conditions.ts";
import type { Rule } from "../rule.ts";

export const conditionUndocumented = {
  code: "condition-undocumented",
  severity: "warning",
  summary:
    "A condition uses what the service may know but does not document: `!`, `in`, `and`, single quotes, functions, …",
  evidence: "U: the documents list comparisons, `&&`, `||` and constants",
  *check(view) {
    for (const { text, parsed, at, path } of conditionsOf(view).flat()) {
      const says = undocumentedIn(parsed);
      if (says === undefined) continue;
      yield {
        message: `The condition ${quoted(text)} of step ${quoted(at.step.name)} is not surely understood: ${says}.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;

function undocumentedIn({ condition, error }: ParsedCondition): string | undefined {
  if (error !== undefined) return error.reason === "undocumented" ? error.message : undefined;
  return partsOf(condition).some(({ kind }) => kind === "not")
    ? "! is not documented; compare with false, e.g. $.key == false"
    : undefined;
}
