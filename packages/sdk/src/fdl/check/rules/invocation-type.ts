import { quoted } from "../../excerpt.ts";
import { isStepReferenceText } from "../../reference/index.ts";
import type { Rule } from "../rule.ts";

export const invocationType = {
  code: "invocation-type",
  severity: "warning",
  summary: "A constant `InvocationType` other than `Sync` and `Async`.",
  evidence: "I: asynchronous invocation names these two only",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      const invocation = step.serviceParams?.InvocationType;
      // Of other services: `invocation-not-function`, and an action may know others.
      if (typeof invocation !== "string" || (target.kind !== "function" && target.kind !== "template"))
        continue;
      if (invocation === "Sync" || invocation === "Async" || isStepReferenceText(invocation)) continue;
      yield {
        message: `Step ${quoted(step.name)} has the InvocationType ${quoted(invocation)}: write Sync or Async, or a reference such as $.mode.`,
        at,
        path: ["serviceParams", "InvocationType"],
      };
    }
  },
} as const satisfies Rule;
