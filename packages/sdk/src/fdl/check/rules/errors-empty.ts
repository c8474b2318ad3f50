import { quoted } from "../../excerpt.ts";
import { errorListsOf } from "../error-lists.ts";
import type { Rule } from "../rule.ts";

export const errorsEmpty = {
  code: "errors-empty",
  severity: "warning",
  summary: "A rule of `retry` or `catch` names no error.",
  evidence: "I: a rule is for the errors that it names",
  *check({ tasks }) {
    for (const at of tasks) {
      for (const { attribute, index, errors } of errorListsOf(at)) {
        if (errors.length > 0) continue;
        yield {
          message: `Step ${quoted(at.step.name)} has a ${attribute} rule that names no error, so it is for none: name some, or FnF.ALL for every error.`,
          at,
          path: [attribute, index, "errors"],
        };
      }
    }
  },
} as const satisfies Rule;
