import { didYouMean } from "../../closest.ts";
import { jumpsOf } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const gotoTarget: Rule = {
  code: "goto-target",
  severity: "error",
  *check({ series }) {
    for (const { steps, names } of series) {
      for (const { step, path } of steps) {
        for (const jump of jumpsOf(step)) {
          if (names.has(jump.target)) continue;
          const advice = didYouMean(
            jump.target,
            [...names],
            ": a jump leads only to a step of the same series.",
          );
          yield {
            message: `Step "${step.name}" jumps to "${jump.target}", which is none of its siblings${advice}`,
            path: [...path, ...jump.path],
          };
        }
      }
    }
  },
};
