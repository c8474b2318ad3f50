import { quoted } from "../../excerpt.ts";
import { jumpsOf } from "../../shape/index.ts";
import { namedSteps, seriesWords } from "../named-steps.ts";
import type { Rule } from "../rule.ts";
import { suggestions } from "../suggestions.ts";

export const gotoTarget = {
  code: "goto-target",
  severity: "error",
  summary: "A `goto` names no sibling of its step.",
  evidence: "D: choice steps and task steps, goto",
  *check(view) {
    const suggest = suggestions();
    for (const at of view.steps) {
      const { places } = at.series;
      for (const { target, path } of jumpsOf(at.step)) {
        if (places.has(target)) continue;
        const elsewhere = namedSteps(view).get(target);
        const says =
          elsewhere === undefined
            ? `and there is no such step${suggest(target, places.keys(), ". Name a step of the same series.")}`
            : `which stands ${seriesWords(elsewhere.series)}: a jump leads only to a step of its own series.`;
        yield { message: `Step ${quoted(at.step.name)} jumps to ${quoted(target)}, ${says}`, at, path };
      }
    }
  },
} as const satisfies Rule;
