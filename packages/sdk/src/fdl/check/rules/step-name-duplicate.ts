import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const stepNameDuplicate = {
  code: "step-name-duplicate",
  severity: "warning",
  summary: "Two steps of the flow have one name.",
  evidence: "S: the vendor's editor refuses it",
  *check({ steps }) {
    const seen = new Set<string>();
    for (const at of steps) {
      const { step } = at;
      if (seen.has(step.name)) {
        yield {
          message: `Step name ${quoted(step.name)} is taken by an earlier step: give every step of the flow a name of its own.`,
          at,
          path: ["name"],
        };
      }
      seen.add(step.name);
    }
  },
} as const satisfies Rule;
