import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const callbackTimeoutMissing = {
  code: "callback-timeout-missing",
  severity: "warning",
  summary: "A task waits for a callback, and neither it nor the flow has a time-out.",
  evidence: "D: task steps, pattern waitForCallback; an execution lasts up to a year",
  *check({ flow, tasks }) {
    if (flow.timeoutSeconds !== undefined) return;
    for (const at of tasks) {
      const { step } = at;
      if (step.pattern !== "waitForCallback" || step.timeoutSeconds !== undefined) continue;
      yield {
        message: `Step ${quoted(step.name)} waits for a callback without a time-out: a lost report would hold the execution for up to a year. Add timeoutSeconds.`,
        at,
        path: ["pattern"],
      };
    }
  },
} as const satisfies Rule;
