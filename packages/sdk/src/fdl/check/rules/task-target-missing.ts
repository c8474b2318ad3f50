import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const taskTargetMissing = {
  code: "task-target-missing",
  severity: "error",
  summary: "A task that says neither by `resourceArn` nor by `action` what it calls.",
  evidence: "D: task steps, resourceArn is required; S: or action",
  *check({ tasks }) {
    for (const at of tasks) {
      if (at.step.resourceArn !== undefined || at.step.action !== undefined) continue;
      yield {
        message: `Step ${quoted(at.step.name)} does not say what it calls: add resourceArn, e.g. acs:fc:::services/SERVICE.QUALIFIER/functions/FUNCTION.`,
        at,
        path: [],
      };
    }
  },
} as const satisfies Rule;
