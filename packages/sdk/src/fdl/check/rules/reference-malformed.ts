import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";

export const referenceMalformed = {
  code: "reference-malformed",
  severity: "warning",
  summary: "A reference cannot be read.",
  evidence: "U: no page says which paths the service refuses",
  *check(view) {
    for (const { text, at, path, parsed } of referenceTexts(view)) {
      if (parsed?.error === undefined) continue;
      yield { message: `The reference "${text}" cannot be read: ${parsed.error.message}.`, at, path };
    }
  },
} as const satisfies Rule;
