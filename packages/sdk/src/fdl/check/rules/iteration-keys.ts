import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const iterationKeys = {
  code: "iteration-keys",
  severity: "warning",
  summary: "A foreach puts the item and its index under the same key.",
  evidence: "D: foreach steps, item and index are merged into the input",
  *check({ ofType }) {
    for (const at of ofType("foreach")) {
      const { item, index } = at.step.iterationMapping;
      if (item !== index) continue;
      yield {
        message: `Step ${quoted(at.step.name)} puts item and index both under ${quoted(item)}, where one hides the other: give each a key of its own.`,
        at,
        path: ["iterationMapping", "index"],
      };
    }
  },
} as const satisfies Rule;
