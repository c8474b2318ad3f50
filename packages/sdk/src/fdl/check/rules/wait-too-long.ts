import { quoted } from "../../excerpt.ts";
import { limits } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const waitTooLong = {
  code: "wait-too-long",
  severity: "error",
  summary: "A wait of more than two days.",
  evidence: "D: wait steps, limit",
  *check({ ofType }) {
    for (const at of ofType("wait")) {
      const { name, duration } = at.step;
      if (typeof duration !== "number" || duration <= limits.waitSeconds) continue;
      yield {
        message: `Step ${quoted(name)} waits for ${duration} seconds and the longest wait is two days (${limits.waitSeconds}): put several waits in a row.`,
        at,
        path: ["duration"],
      };
    }
  },
} as const satisfies Rule;
