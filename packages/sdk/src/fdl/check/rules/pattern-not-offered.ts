import { quoted } from "../../excerpt.ts";
import { integrationOf } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const patternNotOffered = {
  code: "pattern-not-offered",
  severity: "warning",
  summary:
    "A message is sent with pattern `sync`, or an action is called with another pattern than `requestResponse`.",
  evidence: "I: nothing reports the end of a message; U: actions with other patterns",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      // Functions: `sync-needs-async`.
      if (target.kind === "function" || target.kind === "template" || target.kind === "unknown") continue;
      if (integrationOf(target.kind, step.pattern).offered) continue;
      const why =
        target.kind === "action"
          ? `calls an action with pattern ${step.pattern}, which no document or sample shows: take the pattern out, or call a function that does the work`
          : "sends a message with pattern sync, but nobody reports the end of a message: use requestResponse or waitForCallback";
      yield { message: `Step ${quoted(step.name)} ${why}.`, at, path: ["pattern"] };
    }
  },
} as const satisfies Rule;
