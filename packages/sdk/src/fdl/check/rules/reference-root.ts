import { quoted } from "../../excerpt.ts";
import { isReferenceText } from "../../reference/index.ts";
import { type ReferenceText, referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const referenceRoot = {
  code: "reference-root",
  severity: "warning",
  summary: "A reference starts from something that is not there.",
  evidence: "S: samples; only `$input`, `$local` and `$context` are references in mappings",
  *check(view) {
    for (const reference of referenceTexts(view)) {
      const { text, at, path } = reference;
      const advice = wrongRoot(reference);
      if (advice !== undefined)
        yield { message: `${subjectOf(at)} has ${quoted(text)}, which ${advice}.`, at, path };
    }
  },
} as const satisfies Rule;

function wrongRoot({ text, at, path, place, parsed }: ReferenceText): string | undefined {
  if (path[0] === "iterationMapping" && parsed === undefined)
    return "is no reference: write where in the step's input the array is, e.g. $.lines";
  if (place === "parameter") {
    return isReferenceText(text)
      ? "is no reference here, where only the step's own input can be read: map it in inputMappings and write $.key"
      : undefined;
  }
  if (/^\$(?:$|[.[])/.test(text))
    return "is a constant in a mapping: write $input or $local to refer to a value";
  return at === undefined && path[0] === "inputMappings" && text.startsWith("$local")
    ? "is nothing yet when a flow begins: write $input"
    : undefined;
}
