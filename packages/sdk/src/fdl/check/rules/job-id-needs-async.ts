import type { Rule } from "../rule.ts";

export const jobIdNeedsAsync: Rule = {
  code: "job-id-needs-async",
  severity: "error",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      const { StatefulAsyncInvocationID: id, InvocationType: type } = step.serviceParams ?? {};
      if (id === undefined || type === "Async") continue;
      yield {
        message: `Step "${step.name}" has a StatefulAsyncInvocationID, which only an asynchronous invocation takes: add InvocationType: Async, or take the id out.`,
        path: [...path, "serviceParams", "StatefulAsyncInvocationID"],
      };
    }
  },
};
