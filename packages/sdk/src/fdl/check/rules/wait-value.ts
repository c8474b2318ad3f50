import { isStepReferenceText } from "../../reference/index.ts";
import { isTimestamp } from "../../timestamp.ts";
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
      if (typeof duration === "string" && !isStepReferenceText(duration)) {
        yield {
          message: `Step "${name}" has the text "${duration}" as its duration: write a number of seconds, or a reference such as $.seconds.`,
          at,
          path: ["duration"],
        };
      }
      if (timestamp !== undefined && !isStepReferenceText(timestamp) && !isTimestamp(timestamp)) {
        yield {
          message: `Step "${name}" waits until "${timestamp}": write a moment such as 2030-01-31T12:00:00Z, or a reference such as $.until.`,
          at,
          path: ["timestamp"],
        };
      }
    }
  },
} as const satisfies Rule;
