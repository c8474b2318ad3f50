import { quoted } from "../../excerpt.ts";
import { limits } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

const longest = { error: limits.errorLength, cause: limits.causeLength };

export const failLength = {
  code: "fail-length",
  severity: "warning",
  summary: "An `error` of more than 128 characters or a `cause` of more than 4,096.",
  evidence: "I: documented for errors that are reported",
  *check({ ofType }) {
    for (const at of ofType("fail")) {
      for (const key of ["error", "cause"] as const) {
        const length = at.step[key]?.length ?? 0;
        if (length <= longest[key]) continue;
        yield {
          message: `Step ${quoted(at.step.name)} fails with ${key === "error" ? "an error" : "a cause"} of ${length} characters, and a reported one has at most ${longest[key]}: shorten it.`,
          at,
          path: [key],
        };
      }
    }
  },
} as const satisfies Rule;
