import { quoted } from "../../excerpt.ts";
import { meantReference } from "../meant-reference.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const referenceMisspelt = {
  code: "reference-misspelt",
  severity: "warning",
  summary: "A string of a mapping that is nearly a reference.",
  evidence: "S: only what begins with `$input`, `$local` or `$context` is a reference",
  *check(view) {
    for (const { text, at, path, place, parsed } of referenceTexts(view)) {
      // What begins as a reference and is none: `reference-malformed`.
      if (place !== "mapping" || parsed?.error !== undefined) continue;
      const meant = meantReference(text);
      if (meant !== undefined)
        yield {
          message: `${subjectOf(at)} maps ${quoted(text)}, which is nearly a reference: did you mean ${quoted(meant)}?`,
          at,
          path,
        };
    }
  },
} as const satisfies Rule;
