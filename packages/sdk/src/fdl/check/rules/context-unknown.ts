import { excerpt } from "../../excerpt.ts";
import { contextPaths, isContextPath } from "../context-paths.ts";
import { meantReference } from "../meant-reference.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const contextUnknown = {
  code: "context-unknown",
  severity: "info",
  summary: "`$context` is read at a path that no document or sample shows.",
  evidence: "U: the page with the context's fields was not seen",
  *check(view) {
    for (const { text, at, path, parsed } of referenceTexts(view)) {
      if (parsed?.reference?.root !== "context" || isContextPath(text)) continue;
      // What is nearly a known path: `reference-misspelt`.
      if (meantReference(text) !== undefined) continue;
      yield {
        message: `${subjectOf(at)} reads ${excerpt(text)}, and nothing shows that it is there: known are ${contextPaths.join(", ")}.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
