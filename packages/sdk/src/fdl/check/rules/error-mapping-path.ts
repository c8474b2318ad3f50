import { didYouMean } from "../../closest.ts";
import { excerpt, quoted } from "../../excerpt.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";

// The note of the page names `code` where its text and its examples have `error`.
const known = ["error", "cause", "code"];

export const errorMappingPath = {
  code: "error-mapping-path",
  severity: "warning",
  summary: "`errorMappings` read of `$local` what an error does not have.",
  evidence: "D: task steps, errorMappings: $local.error and $local.cause",
  *check(view) {
    for (const { text, at, path, parsed } of referenceTexts(view)) {
      if (at === undefined || path[0] !== "errorMappings" || parsed?.reference?.root !== "local") continue;
      const [first, second] = parsed.reference.segments;
      if (
        first === undefined ||
        (first.kind === "key" && known.includes(first.name) && second === undefined)
      ) {
        continue;
      }
      const read = first.kind === "key" ? first.name : "";
      const advice = didYouMean(read, known.slice(0, 2), ": write $local.error or $local.cause.");
      yield {
        message: `Step ${quoted(at.step.name)} reads ${excerpt(text)} in errorMappings, where $local holds only error (the name) and cause (a text)${advice}`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
