import { isReferenceText, isStepReferenceText, parseReference } from "../../reference/index.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";

// A warning, since no document says which paths the service refuses.
export const referenceMalformed: Rule = {
  code: "reference-malformed",
  severity: "warning",
  *check(view) {
    for (const { text, path, place } of referenceTexts(view)) {
      const isReference = place === "mapping" ? isReferenceText(text) : isStepReferenceText(text);
      if (!isReference) continue;
      const { error } = parseReference(text);
      if (error !== undefined)
        yield { message: `The reference "${text}" cannot be read: ${error.message}.`, path };
    }
  },
};
