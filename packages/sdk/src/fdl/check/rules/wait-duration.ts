import type { Rule } from "../rule.ts";

export const waitDuration = {
  code: "wait-duration",
  severity: "warning",
  summary: "A wait for a constant `duration` that is no positive whole number of seconds.",
  evidence: "U: what the service does then is not said",
  *check({ ofType }) {
    for (const at of ofType("wait")) {
      const { name, duration } = at.step;
      if (typeof duration !== "number" || (Number.isInteger(duration) && duration > 0)) continue;
      yield {
        message: `Step "${name}" waits for ${duration} seconds, and no document says what that does: write a positive whole number.`,
        at,
        path: ["duration"],
      };
    }
  },
} as const satisfies Rule;
