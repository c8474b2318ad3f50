import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const functionArnFc3 = {
  code: "function-arn-fc3",
  severity: "info",
  summary: "A function of FC 3.0, which no page and no sample of this language calls.",
  evidence: "U: only CloudFlow is shown with functions that have no service",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (target.kind !== "function" || target.function.service !== undefined) continue;
      yield {
        message: `Step ${quoted(step.name)} calls a function of FC 3.0, and it is not documented that flows of this language can: try it before you rely on it.`,
        at,
        path: ["resourceArn"],
      };
    }
  },
} as const satisfies Rule;
