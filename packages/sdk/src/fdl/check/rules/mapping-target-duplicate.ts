import { quoted } from "../../excerpt.ts";
import { mappingLists } from "../mapping-lists.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const mappingTargetDuplicate = {
  code: "mapping-target-duplicate",
  severity: "warning",
  summary: "Two mappings of one list have the same target.",
  evidence: "I: the later one overwrites the earlier one",
  *check(view) {
    for (const { at, attribute, mappings } of mappingLists(view)) {
      if (mappings.length < 2) continue;
      const seen = new Set<string>();
      for (const [index, { target }] of mappings.entries()) {
        if (seen.has(target)) {
          yield {
            message: `${subjectOf(at)} maps to the target ${quoted(target)} twice in ${attribute}, and the later source overwrites the earlier one: take one out, or give each a key of its own.`,
            at,
            path: [attribute, index, "target"],
          };
        }
        seen.add(target);
      }
    }
  },
} as const satisfies Rule;
