import { quoted } from "../../excerpt.ts";
import { mappingLists } from "../mapping-lists.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const mappingTarget = {
  code: "mapping-target",
  severity: "warning",
  summary: "A mapping whose target is empty or looks like a path.",
  evidence: "U: no page shows a target that is no plain key",
  *check(view) {
    for (const { at, attribute, mappings } of mappingLists(view)) {
      for (const [index, { target }] of mappings.entries()) {
        const isPath = /[.[\]]|^\$/.test(target);
        if (target !== "" && !isPath) continue;
        yield {
          message: isPath
            ? `${subjectOf(at)} maps to the target ${quoted(target)}, and nothing shows that a target can be a path: write a plain key.`
            : `${subjectOf(at)} maps to an empty target: write the key that the value shall have.`,
          at,
          path: [attribute, index, "target"],
        };
      }
    }
  },
} as const satisfies Rule;
