import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const taskTargetTwice = {
  code: "task-target-twice",
  severity: "warning",
  summary: "A task with both `resourceArn` and `action`.",
  evidence: "S: the vendor's editor takes one or the other",
  *check({ tasks }) {
    for (const at of tasks) {
      if (at.step.resourceArn === undefined || at.step.action === undefined) continue;
      yield {
        message: `Step ${quoted(at.step.name)} has both resourceArn and action, and nothing says which of them is called: take one out.`,
        at,
        path: ["action"],
      };
    }
  },
} as const satisfies Rule;
