import { quoted } from "../../excerpt.ts";
import { integrationOf, invocationOf } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const syncNeedsAsync = {
  code: "sync-needs-async",
  severity: "warning",
  summary: "A function is called with pattern `sync` and without `InvocationType: Async`.",
  evidence: "I: asynchronous invocation documents sync with Async only",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (target.kind !== "function") continue;
      const invocation = invocationOf(step);
      if (invocation === undefined || integrationOf("function", step.pattern, invocation).offered) continue;
      yield {
        message: `Step ${quoted(step.name)} has pattern sync without InvocationType: Async, a combination the service does not document: add InvocationType: Async, or use requestResponse.`,
        at,
        path: ["pattern"],
      };
    }
  },
} as const satisfies Rule;
