import { serviceOf } from "../resource-name.ts";
import type { Rule } from "../rule.ts";

export const syncNeedsAsync: Rule = {
  code: "sync-needs-async",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      if (step.pattern !== "sync" || serviceOf(step) !== "fc") continue;
      if (step.serviceParams?.InvocationType === "Async") continue;
      yield {
        message: `Step "${step.name}" has pattern sync without InvocationType: Async, a combination the service does not document: add InvocationType: Async, or use requestResponse.`,
        path: [...path, "pattern"],
      };
    }
  },
};
