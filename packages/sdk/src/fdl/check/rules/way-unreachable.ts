import { formatCondition } from "../../condition/index.ts";
import { quoted } from "../../excerpt.ts";
import { conditionsOf } from "../conditions.ts";
import type { Rule } from "../rule.ts";

export const wayUnreachable = {
  code: "way-unreachable",
  severity: "warning",
  summary: "A way of a choice after one that always holds, or with the same condition as an earlier one.",
  evidence: "D: choice steps, the first condition that holds wins",
  *check(view) {
    for (const conditions of conditionsOf(view)) {
      const earlier = new Map<string, number>();
      let decided: string | undefined;
      for (const { text, parsed, always, at, index } of conditions) {
        const key = parsed.condition === undefined ? text : formatCondition(parsed.condition);
        const same = earlier.get(key);
        const why = decided ?? (same === undefined ? undefined : `way ${same + 1} has the same condition`);
        if (why !== undefined) {
          yield {
            message: `Way ${index + 1} of step ${quoted(at.step.name)} is never gone: ${why}. Take it out, or change its condition.`,
            at,
            path: ["choices", index],
          };
        }
        earlier.set(key, same ?? index);
        if (always === true) decided ??= `the condition ${quoted(text)} before it always holds`;
      }
      const at = conditions[0]?.at;
      if (decided === undefined || at?.step.default === undefined) continue;
      yield {
        message: `The default of step ${quoted(at.step.name)} is never gone: ${decided}. Take one of them out.`,
        at,
        path: ["default"],
      };
    }
  },
} as const satisfies Rule;
