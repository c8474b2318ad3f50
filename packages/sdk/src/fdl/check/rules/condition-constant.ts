import { quoted } from "../../excerpt.ts";
import { conditionsOf } from "../conditions.ts";
import type { Rule } from "../rule.ts";

export const conditionConstant = {
  code: "condition-constant",
  severity: "warning",
  summary: "A condition that comes to the same whatever the input is.",
  evidence: "D: choice steps, conditions",
  *check(view) {
    for (const { text, always, at, path } of conditionsOf(view).flat()) {
      if (always === undefined) continue;
      const advice = always
        ? "write its way as the default"
        : "nothing ever goes its way. Compare a key of the step's input, e.g. $.key";
      yield {
        message: `The condition ${quoted(text)} of step ${quoted(at.step.name)} ${always ? "always" : "never"} holds: ${advice}.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
