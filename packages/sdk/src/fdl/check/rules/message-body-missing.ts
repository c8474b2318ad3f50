import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const messageBodyMissing = {
  code: "message-body-missing",
  severity: "warning",
  summary: "A message is sent without `MessageBody`.",
  evidence: "I: messages of MNS have a body; both MNS pages give one",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (target.kind !== "queue" && target.kind !== "topic") continue;
      if (step.serviceParams?.MessageBody !== undefined) continue;
      yield {
        message: `Step ${quoted(step.name)} sends a message without a body: add MessageBody to serviceParams, e.g. $ for the whole input.`,
        at,
        path: step.serviceParams === undefined ? [] : ["serviceParams"],
      };
    }
  },
} as const satisfies Rule;
