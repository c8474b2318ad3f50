import { quoted } from "../../excerpt.ts";
import { isDigits } from "../digits.ts";
import type { Rule } from "../rule.ts";

export const waitDuration = {
  code: "wait-duration",
  severity: "warning",
  summary: "A wait for a constant `duration` that is no positive whole number of seconds, or one in quotes.",
  evidence: "U: what the service does then is not said; S: the vendor's editor schema allows quotes",
  *check({ ofType }) {
    for (const at of ofType("wait")) {
      const { name, duration } = at.step;
      if (typeof duration === "string" && isDigits(duration)) {
        yield {
          message: `Step ${quoted(name)} waits for the text ${quoted(duration)}, and the documents have a number only: write it without quotes.`,
          at,
          path: ["duration"],
        };
      }
      if (typeof duration !== "number" || (Number.isInteger(duration) && duration > 0)) continue;
      yield {
        message: `Step ${quoted(name)} waits for ${duration} seconds, and no document says what that does: write a positive whole number.`,
        at,
        path: ["duration"],
      };
    }
  },
} as const satisfies Rule;
