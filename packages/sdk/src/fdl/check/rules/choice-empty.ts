import { quoted } from "../../excerpt.ts";
import { waysOf } from "../../shape/index.ts";
import type { ChoiceStep } from "../../tree/index.ts";
import type { Rule } from "../rule.ts";

export const choiceEmpty = {
  code: "choice-empty",
  severity: "warning",
  summary: "A choice without `choices`, or one whose ways all have neither `steps` nor `goto`.",
  evidence: "D: choice steps, choices are required",
  *check({ ofType }) {
    for (const at of ofType("choice")) {
      const { name, choices, default: otherwise } = at.step;
      if (choices.length > 0) {
        if (!doesNothing(at.step)) continue;
        yield {
          message: `Step ${quoted(name)} has no way with steps or a goto, so it does nothing: give one of them steps, or take the step out.`,
          at,
          path: [],
        };
        continue;
      }
      const does = otherwise === undefined ? "does nothing" : "always goes its default way";
      yield {
        message: `Step ${quoted(name)} has no choices and ${does}: add one, or take the step out.`,
        at,
        path: ["choices"],
      };
    }
  },
} as const satisfies Rule;

function doesNothing(step: ChoiceStep): boolean {
  if (step.outputMappings !== undefined || step.end === true) return false;
  return waysOf(step).every(({ way: { steps = [], goto } }) => steps.length === 0 && goto === undefined);
}
