import { isReferenceText, parseReference, resolveReference } from "../reference/index.ts";
import { isTemplateTag } from "../shape/index.ts";
import type { ForeachStep, Step } from "../tree/index.ts";
import type { PlacedStep, Series } from "./flow-view.ts";
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
    const inSeries = ofSeries(series, graph, least, parts);
    if (owner !== undefined) parts.set(owner, (parts.get(owner) ?? 0) + ofPart + inSeries);
  }
  return least;
});

/** The series come from the inside out, so the parts of each step are known before it. */
function ofSeries(
  { steps }: Series,
  { next }: SeriesGraph,
  least: Map<PlacedStep, number>,
  parts: ReadonlyMap<PlacedStep, number>,
): number {
  let sum = 0;
  let isCertain = true;
  for (const placed of steps) {
    const events = leastOfStep + timesRun(placed.step) * (parts.get(placed) ?? 0);
    least.set(placed, events);
    if (isCertain) sum += events;
    isCertain &&= next[placed.index]?.length === 1 && next[placed.index]?.[0] === placed.index + 1;
  }
  return sum;
}

/** How often a step surely runs what is inside it. */
function timesRun(step: Step): number {
  if (step.type === "parallel") return 1;
  return step.type === "foreach" ? (constantItems(step) ?? 0) : 0;
}

/** How many items a foreach step goes over, when its own inputMappings say so. */
export function constantItems({ inputMappings, iterationMapping }: ForeachStep): number | undefined {
  const [first, ...segments] = parseReference(iterationMapping.collection).reference?.segments ?? [];
  if (first?.kind !== "key") return undefined;
  const source = inputMappings?.findLast(({ target }) => target === first.name)?.source;
  if (source === undefined || isTemplateTag(source)) return undefined;
  if (typeof source === "string" && isReferenceText(source)) return undefined;
  const resolved = resolveReference({ root: "step", segments }, { step: source });
  return resolved.found && Array.isArray(resolved.value) ? resolved.value.length : undefined;
}
