import { quoted } from "../../excerpt.ts";
import { conditionsOf } from "../conditions.ts";
import type { Rule } from "../rule.ts";

export const conditionMalformed = {
  code: "condition-malformed",
  severity: "error",
  summary: "A condition that lacks an operand, a parenthesis or a quote, or is empty.",
  evidence: "D: choice steps, conditions",
  *check(view) {
    for (const { text, parsed, at, path } of conditionsOf(view).flat()) {
      if (parsed.error?.reason !== "malformed") continue;
      yield {
        message: `The condition ${quoted(text)} of step ${quoted(at.step.name)} cannot be read: ${parsed.error.message}.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
