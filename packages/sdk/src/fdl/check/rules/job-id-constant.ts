import { excerpt, quoted } from "../../excerpt.ts";
import { jobIdPath, jobIds } from "../job-ids.ts";
import type { Rule } from "../rule.ts";

export const jobIdConstant = {
  code: "job-id-constant",
  severity: "warning",
  summary: "A job id is the same in every execution, and so serves one only.",
  evidence: "D: asynchronous invocation, ids are unique in a function",
  *check(view) {
    for (const { at, text, origin } of jobIds(view)) {
      if (origin.kind !== "constant") continue;
      const id =
        text === origin.text ? quoted(text) : `${excerpt(text)}, which is always ${excerpt(origin.text)}`;
      yield {
        message: `Step ${quoted(at.step.name)} has the constant job id ${id}: it serves one execution only, since ids are unique. Map $context.execution.name into the input and refer to it, e.g. $.id.`,
        at,
        path: jobIdPath,
      };
    }
  },
} as const satisfies Rule;
