import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const actionMalformed = {
  code: "action-malformed",
  severity: "warning",
  summary: "An `action` of another form than `service:Api`.",
  evidence: "S: actions in samples; no page describes them",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (step.action === undefined || step.resourceArn !== undefined || target.kind === "action") continue;
      yield {
        message: `Step ${quoted(step.name)} has the action ${quoted(step.action)}: write service:Api, e.g. fnf:StartExecution.`,
        at,
        path: ["action"],
      };
    }
  },
} as const satisfies Rule;
