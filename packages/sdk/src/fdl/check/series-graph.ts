import { waysOf } from "../shape/index.ts";
import type { Step } from "../tree/index.ts";
import type { PlacedStep, Series } from "./flow-view.ts";
import { perView } from "./per-view.ts";

/** Where the steps of a series lead, by their places in it. */
export interface SeriesGraph {
  /**
   * For each step the places it can go on to: the series' length is its end, and {@link failure} that it fails. The
   * failing of a task is none of them, since any task can fail.
   */
  readonly next: readonly (readonly number[])[];
  /** The places that can be reached from the first step. */
  readonly reached: ReadonlySet<number>;
  /** Those of them from which no end can be reached, neither a good one nor a failure. */
  readonly endless: ReadonlySet<number>;
}

/** The place that a `fail` step leads to. */
export const failure = -1;

/** The graph of every series. */
export const seriesGraphs = perView(({ series }): ReadonlyMap<Series, SeriesGraph> => {
  const graphs = new Map<Series, SeriesGraph>();
  const inner = new Map<PlacedStep, SeriesGraph[]>();
  // From the inside out: where a step leads depends on how the series inside it end.
  for (let index = series.length - 1; index >= 0; index--) {
    const one = series[index] as Series;
    const graph = graphOf(one, inner);
    graphs.set(one, graph);
    if (one.owner === undefined) continue;
    const beside = inner.get(one.owner);
    if (beside === undefined) inner.set(one.owner, [graph]);
    else beside.push(graph);
  }
  return graphs;
});

function graphOf({ steps, places }: Series, inner: ReadonlyMap<PlacedStep, SeriesGraph[]>): SeriesGraph {
  const end = steps.length;
  const next = steps.map((placed) => {
    const after = endsSeries(placed.step) ? end : placed.index + 1;
    return nextOf(placed.step, after, places, inner.get(placed) ?? []);
  });
  const reached = new Set<number>();
  reachFrom(0, next, reached);
  return { next, reached, endless: endlessPlaces(next, reached) };
}

/** Adds to some places of a series those that can be reached from `start`, itself among them; what is there is not gone over again. */
export function reachFrom(start: number, next: SeriesGraph["next"], reached: Set<number>): void {
  spread([start], (place) => next[place], reached);
}

function endlessPlaces(next: SeriesGraph["next"], reached: ReadonlySet<number>): ReadonlySet<number> {
  const endless = new Set<number>();
  const goesBack = (following: readonly number[], index: number) =>
    following.some((place) => place <= index && place !== failure);
  if (!next.some(goesBack)) return endless;

  const before = new Map<number, number[]>();
  for (const [place, following] of next.entries()) {
    for (const one of following) {
      const known = before.get(one);
      if (known === undefined) before.set(one, [place]);
      else known.push(place);
    }
  }
  const leaving = new Set<number>();
  spread([next.length, failure], (place) => before.get(place), leaving);
  for (const place of reached) if (!leaving.has(place)) endless.add(place);
  return endless;
}

function spread(
  open: number[],
  following: (place: number) => readonly number[] | undefined,
  reached: Set<number>,
): void {
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    for (const one of following(place) ?? []) open.push(one);
  }
}

function nextOf(
  step: Step,
  after: number,
  places: Series["places"],
  inner: readonly SeriesGraph[],
): readonly number[] {
  // Where a jump to nothing should lead nobody knows; to take it for none tells the fewest lies.
  const placeOf = (target: string) => places.get(target) ?? after;
  switch (step.type) {
    case "fail":
      return [failure];
    case "task": {
      const next = [after];
      for (const { goto } of step.catch ?? []) next.push(placeOf(goto));
      return next;
    }
    case "choice": {
      // They were found from the last to the first.
      const graphs = inner.toReversed().values();
      const ways = waysOf(step).flatMap(({ way: { steps, goto } }) =>
        leadingTo(goto === undefined ? after : placeOf(goto), steps && graphs.next().value),
      );
      return step.default === undefined ? [...ways, after] : ways;
    }
    case "parallel":
      return inner.some((graph) => !completes(graph)) ? [failure] : [after, ...failures(inner)];
    case "foreach":
      return [after, ...failures(inner)];
    default:
      return [after];
  }
}

function leadingTo(place: number, graph: SeriesGraph | undefined): readonly number[] {
  if (graph === undefined) return [place];
  return completes(graph) ? [place, ...failures([graph])] : [failure];
}

/** Whether a series can come to its end. One that goes round for ever counts as well: that is another mistake. */
function completes({ next, reached }: SeriesGraph): boolean {
  return reached.has(next.length) || !reached.has(failure);
}

function failures(graphs: readonly SeriesGraph[]): readonly number[] {
  return graphs.some(({ reached }) => reached.has(failure)) ? [failure] : [];
}

function endsSeries(step: Step): boolean {
  return step.type === "succeed" || (step.type !== "fail" && step.end === true);
}
