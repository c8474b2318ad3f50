import type { Rule } from "../rule.ts";

const longestSeconds = 2 * 24 * 60 * 60;

export const waitTooLong = {
  code: "wait-too-long",
  severity: "error",
  summary: "A wait of more than two days.",
  evidence: "D: wait steps, limit",
  *check({ steps }) {
    for (const at of steps) {
      const { step } = at;
      if (step.type !== "wait" || typeof step.duration !== "number" || step.duration <= longestSeconds)
        continue;
      yield {
        message: `Step "${step.name}" waits for ${step.duration} seconds and the longest wait is two days (${longestSeconds}): put several waits in a row.`,
        at,
        path: ["duration"],
      };
    }
  },
} as const satisfies Rule;
