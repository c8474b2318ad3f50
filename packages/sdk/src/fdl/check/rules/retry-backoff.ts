import { quoted } from "../../excerpt.ts";
import type { Retry } from "../../tree/index.ts";
import type { Rule } from "../rule.ts";

export const retryBackoff = {
  code: "retry-backoff",
  severity: "warning",
  summary: "Intervals between retries that do not grow as they are written.",
  evidence: "I: an interval is multiplied and then cut to maxIntervalSeconds",
  *check({ tasks }) {
    for (const at of tasks) {
      for (const [index, retry] of (at.step.retry ?? []).entries()) {
        for (const [key, advice] of oddities(retry)) {
          yield {
            message: `Step ${quoted(at.step.name)} retries with ${key} ${retry[key]}, ${advice}.`,
            at,
            path: ["retry", index, key],
          };
        }
      }
    }
  },
} as const satisfies Rule;

function* oddities({
  intervalSeconds = 1,
  maxIntervalSeconds = Number.POSITIVE_INFINITY,
  multiplier = 2,
}: Retry): Iterable<[keyof Retry, string]> {
  if (maxIntervalSeconds < intervalSeconds) {
    const advice = `which cuts even the first interval of ${intervalSeconds} s: write at least that, or a smaller intervalSeconds`;
    yield ["maxIntervalSeconds", advice];
  }
  // One that is not positive: `retry-value`.
  if (multiplier > 0 && multiplier < 1) {
    yield [
      "multiplier",
      "so that each interval is shorter than the one before: write 1 for equal intervals, or more",
    ];
  }
}
