import { quoted } from "../../excerpt.ts";
import { meantReference } from "../meant-reference.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const referenceMalformed = {
  code: "reference-malformed",
  severity: "warning",
  summary: "A reference cannot be read.",
  evidence: "U: no page says which paths the service refuses",
  *check(view) {
    for (const { text, at, path, parsed } of referenceTexts(view)) {
      if (parsed?.error === undefined) continue;
      yield {
        message: `${subjectOf(at)} has the reference ${quoted(text)}, which cannot be read: ${parsed.error.message}${adviceOn(text)}`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;

function adviceOn(text: string): string {
  const meant = meantReference(text);
  if (meant !== undefined) return `: did you mean ${quoted(meant)}?`;
  // Other keys can be written nowhere in a reference.
  return /[^$\w.[\]*]/.test(text)
    ? ": give the key a name of letters, digits and _ where it is put out."
    : ".";
}
