import { integrationOf } from "../../shape/index.ts";
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
      if (integrationOf("function", step.pattern, step.serviceParams?.InvocationType).offered) continue;
      yield {
        message: `Step "${step.name}" has pattern sync without InvocationType: Async, a combination the service does not document: add InvocationType: Async, or use requestResponse.`,
        at,
        path: ["pattern"],
      };
    }
  },
} as const satisfies Rule;
