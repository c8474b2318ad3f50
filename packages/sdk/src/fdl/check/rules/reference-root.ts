import { isReferenceText } from "../../reference/index.ts";
import { type ReferenceText, referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";

export const referenceRoot: Rule = {
  code: "reference-root",
  severity: "warning",
  *check(view) {
    for (const reference of referenceTexts(view)) {
      const advice = wrongRoot(reference);
      if (advice !== undefined) yield { message: `"${reference.text}" ${advice}.`, path: reference.path };
    }
  },
};

function wrongRoot({ text, path, place }: ReferenceText): string | undefined {
  if (place === "parameter") {
    return isReferenceText(text)
      ? "is no reference here, where only the step's own input can be read: map it in inputMappings and write $.key"
      : undefined;
  }
  if (/^\$(?:$|[.[])/.test(text))
    return "is a constant in a mapping: write $input or $local to refer to a value";
  return path[0] === "inputMappings" && text.startsWith("$local")
    ? "is nothing yet when a flow begins: write $input"
    : undefined;
}
