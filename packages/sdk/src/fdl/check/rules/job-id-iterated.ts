import { quoted } from "../../excerpt.ts";
import { jobIdPath, jobIds } from "../job-ids.ts";
import { repetitionOf } from "../repetition.ts";
import type { Rule } from "../rule.ts";

export const jobIdIterated = {
  code: "job-id-iterated",
  severity: "warning",
  summary: "A step that runs more than once in an execution has the same job id each time.",
  evidence: "D: asynchronous invocation, ids are unique in a function",
  *check(view) {
    for (const { at, origin } of jobIds(view)) {
      const repetition = repetitionOf(view, at, origin);
      if (repetition === undefined) continue;
      const { name } = repetition.by.step;
      const when =
        repetition.kind === "foreach"
          ? `in every iteration of ${quoted(name)}, always under the same job id: map an id of the item, or the index`
          : `again whenever a jump leads back to ${quoted(name)}, always under the same job id: map something that differs, e.g. $context.step.eventId`;
      yield { message: `Step ${quoted(at.step.name)} runs ${when}.`, at, path: jobIdPath };
    }
  },
} as const satisfies Rule;
