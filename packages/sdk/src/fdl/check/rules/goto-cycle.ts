import { quoted } from "../../excerpt.ts";
import { jumpsOf } from "../../shape/index.ts";
import type { PlacedStep, Series } from "../flow-view.ts";
import type { Finding, Rule } from "../rule.ts";
import { reachFrom, type SeriesGraph, seriesGraphs } from "../series-graph.ts";

export const gotoCycle = {
  code: "goto-cycle",
  severity: "warning",
  summary: "Steps jump round for ever: no way of a choice, no `catch` and no end leads out.",
  evidence: "I: an execution ends at 5,000 events",
  *check(view) {
    for (const [series, graph] of seriesGraphs(view)) yield* endlessIn(series, graph);
  },
} as const satisfies Rule;

function* endlessIn({ steps, places }: Series, { next, endless }: SeriesGraph): Iterable<Finding> {
  const told = new Set<number>();
  for (const index of [...endless].sort((a, b) => a - b)) {
    const at = steps[index] as PlacedStep;
    for (const { target, path } of jumpsOf(at.step)) {
      const place = places.get(target);
      if (place === undefined || place > index || told.has(place)) continue;
      reachFrom(place, next, told);
      yield {
        message: `Step ${quoted(at.step.name)} jumps back to ${quoted(target)} and nothing ever leads out of that loop: add a choice with a way out of it, or an end.`,
        at,
        path,
      };
    }
  }
}
