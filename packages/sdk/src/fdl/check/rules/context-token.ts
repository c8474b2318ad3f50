import { excerpt } from "../../excerpt.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const contextToken = {
  code: "context-token",
  severity: "warning",
  summary: "`$context.task` is read where there is no task.",
  evidence: "D: a token is made for each task",
  *check(view) {
    for (const { text, at, path, parsed } of referenceTexts(view)) {
      const { root, segments: [first] = [] } = parsed?.reference ?? {};
      if (root !== "context" || first?.kind !== "key" || first.name !== "task" || at?.step.type === "task") {
        continue;
      }
      yield {
        message: `${subjectOf(at)} reads ${excerpt(text)}, but only a task has a token: map it in the inputMappings of the task that waits.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
