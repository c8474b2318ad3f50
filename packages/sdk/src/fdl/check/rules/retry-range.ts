import { limits } from "../../shape/index.ts";
import type { Retry } from "../../tree/index.ts";
import type { Rule } from "../rule.ts";

const ranges: {
  readonly [Key in Exclude<keyof Retry, "errors" | "multiplier">]: [
    fits: (value: number) => boolean,
    says: string,
  ];
} = {
  intervalSeconds: [isInterval, `a whole number of seconds from 0 to ${limits.retryIntervalSeconds}`],
  maxIntervalSeconds: [isInterval, `a whole number of seconds from 0 to ${limits.retryIntervalSeconds}`],
  maxAttempts: [(value) => Number.isInteger(value) && value >= 0, "a whole number of retries"],
};

export const retryRange = {
  code: "retry-range",
  severity: "error",
  summary: "A value of `retry` out of range.",
  evidence: "D: task steps, retry",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step } = at;
      for (const [index, retry] of (step.retry ?? []).entries()) {
        for (const key of Object.keys(ranges) as (keyof typeof ranges)[]) {
          const value = retry[key];
          const [fits, says] = ranges[key];
          if (value === undefined || fits(value)) continue;
          yield {
            message: `Step "${step.name}" retries with ${key} ${value}: it must be ${says}.`,
            at,
            path: ["retry", index, key],
          };
        }
      }
    }
  },
} as const satisfies Rule;

function isInterval(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limits.retryIntervalSeconds;
}
