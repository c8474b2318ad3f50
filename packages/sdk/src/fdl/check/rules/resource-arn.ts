import { quoted } from "../../excerpt.ts";
import { arnAdvice } from "../arn-advice.ts";
import type { Rule } from "../rule.ts";

export const resourceArn = {
  code: "resource-arn",
  severity: "warning",
  summary: "A `resourceArn` of a form that no page describes.",
  evidence: "S: forms of resource names seen",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      const { resourceArn } = step;
      if (target.kind !== "unknown" || target.service === undefined || typeof resourceArn !== "string")
        continue;
      yield {
        message: `Step ${quoted(step.name)} calls ${quoted(resourceArn)}, which is no function, flow, queue or topic: ${arnAdvice(resourceArn, target.service)}.`,
        at,
        path: ["resourceArn"],
      };
    }
  },
} as const satisfies Rule;
