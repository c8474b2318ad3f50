import type { Rule } from "../rule.ts";

export const resourceArn: Rule = {
  code: "resource-arn",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path, target } of tasks) {
      if (target.kind !== "unknown" || target.service === undefined) continue;
      yield {
        message: `Step "${step.name}" calls "${step.resourceArn}", which is no function, flow, queue or topic: write e.g. acs:fc:::services/SERVICE.QUALIFIER/functions/FUNCTION.`,
        path: [...path, "resourceArn"],
      };
    }
  },
};
