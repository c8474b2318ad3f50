import { constantItems } from "./constant-items.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { perView } from "./per-view.ts";
import { type SeriesGraph, seriesGraphs } from "./series-graph.ts";

// It is entered, it ends, it is left.
const leastOfStep = 3;
// A branch or an iteration is entered and left.
const ofPart = 2;

/** How many events each step has at least when it runs, whatever its input. */
export const leastEvents = perView((view): ReadonlyMap<PlacedStep, number> => {
  const least = new Map<PlacedStep, number>();
  const parts = new Map<PlacedStep, number>();
  for (const [series, graph] of seriesGraphs(view)) {
    const { owner } = series;
    const inSeries = ofSeries(view, series, graph, least, parts);
    if (owner !== undefined) parts.set(owner, (parts.get(owner) ?? 0) + ofPart + inSeries);
  }
  return least;
});

/** The series come from the inside out, so the parts of each step are known before it. */
function ofSeries(
  view: FlowView,
  { steps }: Series,
  { next }: SeriesGraph,
  least: Map<PlacedStep, number>,
  parts: ReadonlyMap<PlacedStep, number>,
): number {
  let sum = 0;
  let isCertain = true;
  for (const placed of steps) {
    const events = leastOfStep + timesRun(view, placed) * (parts.get(placed) ?? 0);
    least.set(placed, events);
    if (isCertain) sum += events;
    isCertain &&= next[placed.index]?.length === 1 && next[placed.index]?.[0] === placed.index + 1;
  }
  return sum;
}

/** How often a step surely runs what is inside it. */
function timesRun(view: FlowView, { step, series, index }: PlacedStep): number {
  if (step.type === "parallel") return 1;
  return step.type === "foreach" ? (constantItems(view, { step, series, index }) ?? 0) : 0;
}
