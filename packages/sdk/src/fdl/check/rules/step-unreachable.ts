import { quoted } from "../../excerpt.ts";
import type { PlacedStep } from "../flow-view.ts";
import type { Rule } from "../rule.ts";
import { failure, reachFrom, seriesGraphs } from "../series-graph.ts";

export const stepUnreachable = {
  code: "step-unreachable",
  severity: "warning",
  summary: "A step that nothing leads to, such as one after `succeed`, `fail` or `end: true`.",
  evidence: "D: a series runs in order, ends early at these, and only goto jumps",
  *check(view) {
    for (const [series, { next, reached, endless }] of seriesGraphs(view)) {
      if (series.steps.every(({ index }) => reached.has(index))) continue;
      // Both ends are no steps, and count for none.
      const told = new Set(reached).add(series.steps.length).add(failure);
      for (const at of series.steps) {
        if (told.has(at.index)) continue;
        const known = told.size;
        reachFrom(at.index, next, told);
        // What an endless loop keeps away is that loop's mistake.
        if (endless.has(at.index - 1)) continue;
        yield {
          message: `Step ${quoted(at.step.name)} can never run${others(told.size - known - 1)}: ${reason(at)}`,
          at,
          path: [],
        };
      }
    }
  },
} as const satisfies Rule;

function others(count: number): string {
  return count === 0 ? "" : `, nor can ${count === 1 ? "the step" : `${count} steps`} that only it leads to`;
}

function reason({ index, series }: PlacedStep): string {
  const before = series.steps[index - 1]?.step;
  const ends =
    before !== undefined &&
    (before.type === "succeed" || before.type === "fail" || ("end" in before && before.end));
  const why = ends
    ? `step ${quoted(before.name)} ends the series before it`
    : `step ${quoted(before?.name ?? "")} before it never goes on to it`;
  return `${why} and nothing jumps to it. Take it out, or give it a way in.`;
}
