import type { Rule } from "../rule.ts";

export const choiceEmpty = {
  code: "choice-empty",
  severity: "warning",
  summary: "A choice without `choices`.",
  evidence: "D: choice steps, choices are required",
  *check({ ofType }) {
    for (const at of ofType("choice")) {
      const { name, choices, default: otherwise } = at.step;
      if (choices.length > 0) continue;
      const does = otherwise === undefined ? "does nothing" : "always goes its default way";
      yield {
        message: `Step "${name}" has no choices and ${does}: add one, or take the step out.`,
        at,
        path: ["choices"],
      };
    }
  },
} as const satisfies Rule;
