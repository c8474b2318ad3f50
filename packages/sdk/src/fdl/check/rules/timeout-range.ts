import { quoted } from "../../excerpt.ts";
import { limits } from "../../shape/index.ts";
import type { Finding, Rule } from "../rule.ts";

export const timeoutRange = {
  code: "timeout-range",
  severity: "warning",
  summary: "A time-out that is no positive whole number of seconds, or more than a year.",
  evidence: "D: child flows, an execution lasts up to a year; U: no range is documented",
  *check({ flow, tasks }) {
    if (unusable(flow.timeoutSeconds)) yield finding("The flow");
    for (const at of tasks) {
      const { step } = at;
      if (unusable(step.timeoutSeconds)) yield finding(`Step ${quoted(step.name)}`, at);
    }
  },
} as const satisfies Rule;

function unusable(seconds: number | undefined): boolean {
  return (
    seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0 && seconds <= limits.timeoutSeconds)
  );
}

function finding(owner: string, at?: Finding["at"]): Finding {
  return {
    message: `${owner} has a time-out out of range: write a whole number of seconds from 1 to ${limits.timeoutSeconds}, which is a year and as long as an execution can last.`,
    at,
    path: ["timeoutSeconds"],
  };
}
