import { excerpt, quoted } from "../../excerpt.ts";
import type { StepType } from "../../tree/index.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";

const withoutResult: readonly StepType[] = ["pass", "wait", "succeed", "fail"];

export const localEmpty = {
  code: "local-empty",
  severity: "warning",
  summary: "`outputMappings` read `$local` of a step that has no result.",
  evidence: "D: pass and wait steps, $local is empty",
  *check(view) {
    for (const { text, at, path, parsed } of referenceTexts(view)) {
      if (at === undefined || path[0] !== "outputMappings" || !withoutResult.includes(at.step.type)) continue;
      const { root, segments } = parsed?.reference ?? {};
      if (root !== "local" || segments?.length === 0) continue;
      yield {
        message: `Step ${quoted(at.step.name)} reads ${excerpt(text)}, but in outputMappings $local is the step's own result and a ${at.step.type} has none: map the value in inputMappings and read $input.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
