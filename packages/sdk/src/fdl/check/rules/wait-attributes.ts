import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const waitAttributes = {
  code: "wait-attributes",
  severity: "error",
  summary: "A wait step with both `duration` and `timestamp`, or neither.",
  evidence: "D: wait steps",
  *check({ steps }) {
    for (const at of steps) {
      const { step } = at;
      if (step.type !== "wait" || (step.duration === undefined) !== (step.timestamp === undefined)) continue;
      const has =
        step.duration === undefined ? "neither duration nor timestamp" : "both duration and timestamp";
      yield { message: `Step ${quoted(step.name)} has ${has}: give exactly one of them.`, at, path: [] };
    }
  },
} as const satisfies Rule;
