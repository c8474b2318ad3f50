import { quoted } from "../../excerpt.ts";
import { constantItems } from "../constant-items.ts";
import { leastEvents } from "../least-events.ts";
import type { Rule } from "../rule.ts";

const mostEvents = 5_000;

export const foreachEvents = {
  code: "foreach-events",
  severity: "warning",
  summary: "A foreach over a constant so long that the execution exceeds 5,000 events.",
  evidence: "D: limits, events of an execution; I: how many an iteration has",
  *check(view) {
    for (const at of view.ofType("foreach")) {
      const items = constantItems(view, at);
      if (items === undefined) continue;
      const events = leastEvents(view).get(at) ?? 0;
      if (events <= mostEvents) continue;
      yield {
        message: `Step ${quoted(at.step.name)} goes over ${items} items, which takes at least ${events} events, and an execution has at most ${mostEvents}: put the work into a sub-flow that takes some of the items at a time.`,
        at,
        path: ["iterationMapping", "collection"],
      };
    }
  },
} as const satisfies Rule;
