import { parseFunctionArn } from "../../../contract/function-arn.ts";
import { isResourceName } from "../resource-name.ts";
import type { Rule } from "../rule.ts";

const otherResources = [
  /^acs:fnf:[^:]*:[^:]*:flow\/[^/]+$/,
  /^acs:mns:[^:]*:[^:]*:\/(topics|queues)\/[^/]+\/messages$/,
];

export const resourceArn: Rule = {
  code: "resource-arn",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      const arn = step.resourceArn;
      if (!isResourceName(arn) || isKnown(arn)) continue;
      yield {
        message: `Step "${step.name}" calls "${arn}", which is no function, flow, queue or topic: write e.g. acs:fc:::services/SERVICE.QUALIFIER/functions/FUNCTION.`,
        path: [...path, "resourceArn"],
      };
    }
  },
};

function isKnown(arn: string): boolean {
  return parseFunctionArn(arn) !== undefined || otherResources.some((form) => form.test(arn));
}
