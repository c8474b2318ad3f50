import { quoted } from "../../excerpt.ts";
import { errorListsOf } from "../error-lists.ts";
import { everyError } from "../error-names.ts";
import type { Rule } from "../rule.ts";

export const errorRedundant = {
  code: "error-redundant",
  severity: "info",
  summary: "An error is named twice in one list, or beside `FnF.ALL`.",
  evidence: "D: FnF.ALL is every error",
  *check({ tasks }) {
    for (const at of tasks) {
      for (const { attribute, index, errors } of errorListsOf(at)) {
        if (errors.length < 2) continue;
        const seen = new Set<string>();
        const hasEvery = errors.includes(everyError);
        for (const [place, name] of errors.entries()) {
          const isTwice = seen.has(name);
          seen.add(name);
          if (!isTwice && (!hasEvery || name === everyError)) continue;
          yield {
            message: `Step ${quoted(at.step.name)} names the error ${quoted(name)} ${isTwice ? "twice in one list" : `beside ${everyError}, which is every error`}: once is enough.`,
            at,
            path: [attribute, index, "errors", place],
          };
        }
      }
    }
  },
} as const satisfies Rule;
