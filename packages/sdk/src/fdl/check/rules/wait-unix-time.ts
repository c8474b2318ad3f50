import { quoted } from "../../excerpt.ts";
import { isUnixTime } from "../../timestamp.ts";
import type { Rule } from "../rule.ts";

export const waitUnixTime = {
  code: "wait-unix-time",
  severity: "warning",
  summary: "A `timestamp` in seconds since 1970.",
  evidence: "U: the page of the step has RFC 3339, and the one of terms UNIX time",
  *check({ ofType }) {
    for (const at of ofType("wait")) {
      const { name, timestamp } = at.step;
      if (timestamp === undefined || !isUnixTime(timestamp)) continue;
      yield {
        message: `Step ${quoted(name)} waits until ${quoted(timestamp)}, a number of seconds, which not all documents know: write a moment such as 2030-01-31T12:00:00Z.`,
        at,
        path: ["timestamp"],
      };
    }
  },
} as const satisfies Rule;
