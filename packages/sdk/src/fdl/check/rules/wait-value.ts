import { quoted } from "../../excerpt.ts";
import { isStepReferenceText } from "../../reference/index.ts";
import { isTimestamp, isUnixTime } from "../../timestamp.ts";
import { isDigits } from "../digits.ts";
import type { Rule } from "../rule.ts";

export const waitValue = {
  code: "wait-value",
  severity: "error",
  summary: "A `duration` or `timestamp` that is no such value.",
  evidence: "D: wait steps, duration and timestamp",
  *check({ steps }) {
    for (const at of steps) {
      const { step } = at;
      if (step.type !== "wait") continue;
      const { name, duration, timestamp } = step;
      // A quoted number: `wait-duration`.
      if (typeof duration === "string" && !isStepReferenceText(duration) && !isDigits(duration)) {
        yield {
          message: `Step ${quoted(name)} has the text ${quoted(duration)} as its duration: write a number of seconds, or a reference such as $.seconds.`,
          at,
          path: ["duration"],
        };
      }
      if (timestamp !== undefined && !isMoment(timestamp)) {
        yield {
          message: `Step ${quoted(name)} waits until ${quoted(timestamp)}: write a moment such as 2030-01-31T12:00:00Z, or a reference such as $.until.`,
          at,
          path: ["timestamp"],
        };
      }
    }
  },
} as const satisfies Rule;

function isMoment(text: string): boolean {
  // Seconds since 1970: `wait-unix-time`.
  return isStepReferenceText(text) || isTimestamp(text) || isUnixTime(text);
}
