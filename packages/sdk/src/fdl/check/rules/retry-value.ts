import { quoted } from "../../excerpt.ts";
import { limits } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const retryValue = {
  code: "retry-value",
  severity: "warning",
  summary: "A number of `retry` that is negative or no whole number, or a `multiplier` that is not positive.",
  evidence: "I: the documents list whole numbers; U: what the service does with others",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step } = at;
      for (const [index, retry] of (step.retry ?? []).entries()) {
        for (const key of ["intervalSeconds", "maxIntervalSeconds", "maxAttempts", "multiplier"] as const) {
          const value = retry[key];
          if (value === undefined || fits(key, value)) continue;
          const advice =
            key === "multiplier" ? "a number of 1 or more" : `a whole number of ${units[key]}, 0 or more`;
          yield {
            message: `Step ${quoted(step.name)} retries with ${key} ${value}, and no document says what that does: write ${advice}.`,
            at,
            path: ["retry", index, key],
          };
        }
      }
    }
  },
} as const satisfies Rule;

const units = { intervalSeconds: "seconds", maxIntervalSeconds: "seconds", maxAttempts: "retries" } as const;

function fits(key: keyof typeof units | "multiplier", value: number): boolean {
  if (key === "multiplier") return value > 0;
  // Too long an interval: `retry-range`.
  const isTooLong = key !== "maxAttempts" && value > limits.retryIntervalSeconds;
  return isTooLong || (Number.isInteger(value) && value >= 0);
}
