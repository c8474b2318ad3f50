import type { Rule } from "../rule.ts";

export const syncNeedsAsync: Rule = {
  code: "sync-needs-async",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path, target } of tasks) {
      if (step.pattern !== "sync" || target.kind !== "function") continue;
      if (step.serviceParams?.InvocationType === "Async") continue;
      yield {
        message: `Step "${step.name}" has pattern sync without InvocationType: Async, a combination the service does not document: add InvocationType: Async, or use requestResponse.`,
        path: [...path, "pattern"],
      };
    }
  },
};
