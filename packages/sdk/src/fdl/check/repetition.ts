import { componentsOf, isLoop } from "./components.ts";
import { depths } from "./depths.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { perView } from "./per-view.ts";
import { seriesGraphs } from "./series-graph.ts";
import type { Origin } from "./value-origin.ts";

/** What runs a step again within one execution. */
export interface Repetition {
  /** Either a foreach, or the step itself or one that it stands in, which a jump leads back to. */
  readonly by: PlacedStep;
  readonly kind: "foreach" | "jump";
}

/** What runs a step again while a value of some origin stays the same, if anything does. */
export function repetitionOf(view: FlowView, at: PlacedStep, origin: Origin): Repetition | undefined {
  const depth = depths(view);
  const steady = steadyFrom(origin, (series) => depth.get(series) ?? 0);
  const innermost = looped(view).has(at)
    ? { by: at, kind: "jump" as const, level: 2 * (depth.get(at.series) ?? 0) }
    : repetitions(view).get(at.series);
  return innermost !== undefined && steady <= innermost.level ? innermost : undefined;
}

/*
 * Levels say how long something lasts: one run of a series n deep has the level 2n, and one run of a step of it that holds
 * steps has 2n + 1. What is repeated within a run is repeated while everything of that level or a lower one stays the same.
 */

function steadyFrom(origin: Origin, depthOf: (series: Series) => number): number {
  switch (origin.kind) {
    case "constant":
    case "execution":
      return 0;
    case "input":
      return "steps" in origin.owner ? 2 * depthOf(origin.owner) : 2 * depthOf(origin.owner.series) + 1;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** The innermost repetition that each series as a whole is subject to. */
const repetitions = perView((view) => {
  const innermost = new Map<Series, Repetition & { readonly level: number }>();
  for (const series of view.series) {
    const { owner: by } = series;
    if (by === undefined) continue;
    const depth = depths(view).get(by.series) ?? 0;
    if (by.step.type === "foreach") innermost.set(series, { by, kind: "foreach", level: 2 * depth + 1 });
    else if (looped(view).has(by)) innermost.set(series, { by, kind: "jump", level: 2 * depth });
    else {
      const outer = innermost.get(by.series);
      if (outer !== undefined) innermost.set(series, outer);
    }
  }
  return innermost;
});

/** The steps that a jump leads back to, and those on the way round. */
const looped = perView((view): ReadonlySet<PlacedStep> => {
  const found = new Set<PlacedStep>();
  for (const [{ steps }, { next }] of seriesGraphs(view)) {
    for (const component of componentsOf(next)) {
      if (!isLoop(component, next)) continue;
      for (const place of component) {
        const at = steps[place];
        if (at !== undefined) found.add(at);
      }
    }
  }
  return found;
});
