import { conditionsOf } from "../conditions.ts";
import type { Rule } from "../rule.ts";

export const conditionMalformed = {
  code: "condition-malformed",
  severity: "error",
  summary: "A condition that cannot be read, whatever operators the service may know.",
  evidence: "D: choice steps, conditions",
  *check(view) {
    for (const { quoted, parsed, at, path } of conditionsOf(view).flat()) {
      if (parsed.error?.reason !== "malformed") continue;
      yield {
        message: `The condition ${quoted} of step "${at.step.name}" cannot be read: ${parsed.error.message}.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
