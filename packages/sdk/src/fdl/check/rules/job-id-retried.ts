import { quoted } from "../../excerpt.ts";
import { refusals } from "../error-names.ts";
import { jobIdPath, jobIds } from "../job-ids.ts";
import type { Rule } from "../rule.ts";

export const jobIdRetried = {
  code: "job-id-retried",
  severity: "warning",
  summary: "A retried step invokes its function under the same job id again.",
  evidence: "I: ids are unique, and a retry has the step's input",
  *check(view) {
    for (const { at, origin } of jobIds(view)) {
      if (origin.kind === "attempt") continue;
      const retry = at.step.retry?.find(
        ({ errors, maxAttempts }) => maxAttempts !== 0 && errors.some((name) => !refusals.includes(name)),
      );
      if (retry === undefined) continue;
      yield {
        message: `Step ${quoted(at.step.name)} retries under the same job id, which fails with StatefulAsyncInvocationAlreadyExists once the function has accepted it: retry only ${refusals.join(" and ")}, or take the id out.`,
        at,
        path: jobIdPath,
      };
    }
  },
} as const satisfies Rule;
