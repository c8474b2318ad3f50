import { isStepReferenceText } from "../../reference/index.ts";
import type { Rule } from "../rule.ts";

export const jobIdConstant: Rule = {
  code: "job-id-constant",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      const id = step.serviceParams?.StatefulAsyncInvocationID;
      if (id === undefined || isStepReferenceText(id)) continue;
      yield {
        message: `Step "${step.name}" has the constant job id "${id}", which serves one execution only, since ids are unique: map $context.execution.name into the input and refer to it, e.g. $.id.`,
        path: [...path, "serviceParams", "StatefulAsyncInvocationID"],
      };
    }
  },
};
