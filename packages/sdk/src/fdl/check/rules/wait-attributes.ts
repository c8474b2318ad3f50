import type { Rule } from "../rule.ts";

export const waitAttributes: Rule = {
  code: "wait-attributes",
  severity: "error",
  *check({ steps }) {
    for (const { step, path } of steps) {
      if (step.type !== "wait" || (step.duration === undefined) !== (step.timestamp === undefined)) continue;
      const has =
        step.duration === undefined ? "neither duration nor timestamp" : "both duration and timestamp";
      yield { message: `Step "${step.name}" has ${has}: give exactly one of them.`, path };
    }
  },
};
