import type { Rule } from "../rule.ts";

export const patternNotOffered: Rule = {
  code: "pattern-not-offered",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path, target } of tasks) {
      if (step.pattern !== "sync" || (target.kind !== "queue" && target.kind !== "topic")) continue;
      yield {
        message: `Step "${step.name}" sends a message with pattern sync, but nobody reports the end of a message: use requestResponse or waitForCallback.`,
        path: [...path, "pattern"],
      };
    }
  },
};
