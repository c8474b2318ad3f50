import { quoted } from "../../excerpt.ts";
import { arnAdvice } from "../arn-advice.ts";
import type { Rule } from "../rule.ts";

export const resourceArnMalformed = {
  code: "resource-arn-malformed",
  severity: "error",
  summary: "A `resourceArn` that is no resource name.",
  evidence: "D: task steps, resourceArn",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      const { resourceArn } = step;
      if (target.kind !== "unknown" || target.service !== undefined || typeof resourceArn !== "string")
        continue;
      yield {
        message: `Step ${quoted(step.name)} calls ${quoted(resourceArn)}, which is no resource name: ${arnAdvice(resourceArn, undefined)}.`,
        at,
        path: ["resourceArn"],
      };
    }
  },
} as const satisfies Rule;
