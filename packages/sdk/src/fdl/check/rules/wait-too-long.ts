import type { Rule } from "../rule.ts";

const longestSeconds = 2 * 24 * 60 * 60;

export const waitTooLong: Rule = {
  code: "wait-too-long",
  severity: "error",
  *check({ steps }) {
    for (const { step, path } of steps) {
      if (step.type !== "wait" || typeof step.duration !== "number" || step.duration <= longestSeconds)
        continue;
      yield {
        message: `Step "${step.name}" waits for ${step.duration} seconds and the longest wait is two days (${longestSeconds}): put several waits in a row.`,
        path: [...path, "duration"],
      };
    }
  },
};
