import type { Rule } from "../rule.ts";

export const resourceArnMalformed: Rule = {
  code: "resource-arn-malformed",
  severity: "error",
  *check({ tasks }) {
    for (const { step, path, target } of tasks) {
      if (step.resourceArn === undefined || target.kind !== "unknown" || target.service !== undefined)
        continue;
      yield {
        message: `Step "${step.name}" calls "${step.resourceArn}", which is no resource name: write acs:SERVICE:REGION:ACCOUNT:RESOURCE (region and account may be blank).`,
        path: [...path, "resourceArn"],
      };
    }
  },
};
