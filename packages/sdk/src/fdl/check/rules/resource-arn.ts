import type { Rule } from "../rule.ts";

export const resourceArn = {
  code: "resource-arn",
  severity: "warning",
  summary: "A `resourceArn` of a form that no page describes.",
  evidence: "S: forms of resource names seen",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (target.kind !== "unknown" || target.service === undefined) continue;
      yield {
        message: `Step "${step.name}" calls "${step.resourceArn}", which is no function, flow, queue or topic: write e.g. acs:fc:::services/SERVICE.QUALIFIER/functions/FUNCTION.`,
        at,
        path: ["resourceArn"],
      };
    }
  },
} as const satisfies Rule;
