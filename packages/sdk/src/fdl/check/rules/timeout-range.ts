import type { Finding, Rule } from "../rule.ts";

export const timeoutRange: Rule = {
  code: "timeout-range",
  severity: "warning",
  *check({ flow, tasks }) {
    if (unusable(flow.timeoutSeconds)) yield finding("The flow", ["timeoutSeconds"]);
    for (const { step, path } of tasks) {
      if (unusable(step.timeoutSeconds)) yield finding(`Step "${step.name}"`, [...path, "timeoutSeconds"]);
    }
  },
};

function unusable(seconds: number | undefined): boolean {
  return seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0);
}

function finding(owner: string, path: Finding["path"]): Finding {
  return { message: `${owner} has a time-out that is no positive whole number of seconds: write one.`, path };
}
