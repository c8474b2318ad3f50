import type { Retry } from "../../tree/index.ts";
import type { Rule } from "../rule.ts";

const longestIntervalSeconds = 86_400;

const ranges: {
  readonly [Key in Exclude<keyof Retry, "errors">]: [fits: (value: number) => boolean, says: string];
} = {
  intervalSeconds: [isInterval, `a whole number of seconds from 0 to ${longestIntervalSeconds}`],
  maxIntervalSeconds: [isInterval, `a whole number of seconds from 0 to ${longestIntervalSeconds}`],
  maxAttempts: [(value) => Number.isInteger(value) && value >= 0, "a whole number of retries"],
  multiplier: [(value) => value > 0, "a number above 0"],
};

export const retryRange: Rule = {
  code: "retry-range",
  severity: "error",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      for (const [index, retry] of (step.retry ?? []).entries()) {
        for (const key of Object.keys(ranges) as (keyof typeof ranges)[]) {
          const value = retry[key];
          const [fits, says] = ranges[key];
          if (value === undefined || fits(value)) continue;
          yield {
            message: `Step "${step.name}" retries with ${key} ${value}: it must be ${says}.`,
            path: [...path, "retry", index, key],
          };
        }
      }
    }
  },
};

function isInterval(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= longestIntervalSeconds;
}
