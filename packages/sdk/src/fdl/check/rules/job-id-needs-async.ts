import { quoted } from "../../excerpt.ts";
import { integrationOf, invocationOf } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const jobIdNeedsAsync = {
  code: "job-id-needs-async",
  severity: "error",
  summary: "A job id without `InvocationType: Async`.",
  evidence: "D: asynchronous invocation",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      const id = step.serviceParams?.StatefulAsyncInvocationID;
      // Other services know no job ids at all: `invocation-not-function`.
      if (id === undefined || (target.kind !== "function" && target.kind !== "template")) continue;
      const invocation = invocationOf(step);
      if (invocation === undefined || integrationOf("function", step.pattern, invocation).jobId) continue;
      yield {
        message: `Step ${quoted(step.name)} has a StatefulAsyncInvocationID, which only an asynchronous invocation takes: add InvocationType: Async, or take the id out.`,
        at,
        path: ["serviceParams", "StatefulAsyncInvocationID"],
      };
    }
  },
} as const satisfies Rule;
