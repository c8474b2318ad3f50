import type { Rule } from "../rule.ts";

export const callbackTimeoutMissing: Rule = {
  code: "callback-timeout-missing",
  severity: "warning",
  *check({ flow, tasks }) {
    if (flow.timeoutSeconds !== undefined) return;
    for (const { step, path } of tasks) {
      if (step.pattern !== "waitForCallback" || step.timeoutSeconds !== undefined) continue;
      yield {
        message: `Step "${step.name}" waits for a callback without a time-out: a lost report would hold the execution for up to a year. Add timeoutSeconds.`,
        path: [...path, "pattern"],
      };
    }
  },
};
