import type { Rule } from "../rule.ts";

export const resourceArnMalformed = {
  code: "resource-arn-malformed",
  severity: "error",
  summary: "A `resourceArn` that is no resource name.",
  evidence: "D: task steps, resourceArn",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (step.resourceArn === undefined || target.kind !== "unknown" || target.service !== undefined)
        continue;
      yield {
        message: `Step "${step.name}" calls "${step.resourceArn}", which is no resource name: write acs:SERVICE:REGION:ACCOUNT:RESOURCE (region and account may be blank).`,
        at,
        path: ["resourceArn"],
      };
    }
  },
} as const satisfies Rule;
