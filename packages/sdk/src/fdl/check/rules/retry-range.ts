import { quoted } from "../../excerpt.ts";
import { limits } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const retryRange = {
  code: "retry-range",
  severity: "error",
  summary: "An interval between retries of more than a day.",
  evidence: "D: task steps, retry",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step } = at;
      for (const [index, retry] of (step.retry ?? []).entries()) {
        for (const key of ["intervalSeconds", "maxIntervalSeconds"] as const) {
          const value = retry[key];
          if (value === undefined || value <= limits.retryIntervalSeconds) continue;
          yield {
            message: `Step ${quoted(step.name)} retries with ${key} ${value}: write at most ${limits.retryIntervalSeconds}, which is a day.`,
            at,
            path: ["retry", index, key],
          };
        }
      }
    }
  },
} as const satisfies Rule;
