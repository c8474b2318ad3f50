import { depths } from "./depths.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { grouped } from "./grouped.ts";
import { marksBefore } from "./marks-before.ts";
import { seriesGraphs } from "./series-graph.ts";

/** Two steps of a flow. */
export type Pair = readonly [PlacedStep, PlacedStep];

/** Those of the pairs whose steps can both run in one execution, as far as jumps, ways and branches tell. */
export function runTogether(view: FlowView, pairs: readonly Pair[]): readonly Pair[] {
  const meetings = pairs.map((pair): Meeting => ({ pair, steps: meeting(view, pair) }));
  const together = new Set(meetings.filter(areBranches).map(({ pair }) => pair));
  const inOneSeries = meetings.filter(({ steps: [a, b] }) => a.series === b.series);
  for (const [series, inIt] of grouped(inOneSeries, ({ steps: [a] }) => a.series)) {
    for (const { pair } of inOrder(view, series, inIt)) together.add(pair);
  }
  return pairs.filter((pair) => together.has(pair));
}

interface Meeting {
  readonly pair: Pair;
  readonly steps: Pair;
}

function areBranches({ steps: [a, b] }: Meeting): boolean {
  return a.series !== b.series && a.series.owner?.step.type === "parallel";
}

/** The steps that two steps are or stand in, and that stand in one series, or in two side by side in one step. */
function meeting(view: FlowView, [one, other]: Pair): Pair {
  const depthOf = ({ series }: PlacedStep) => depths(view).get(series) ?? 0;
  let [a, b] = [one, other];
  while (a.series !== b.series && a.series.owner !== b.series.owner) {
    const depth = Math.max(depthOf(a), depthOf(b));
    const outer = (at: PlacedStep) => (depthOf(at) === depth ? (at.series.owner ?? at) : at);
    [a, b] = [outer(a), outer(b)];
  }
  return [a, b];
}

/** Those whose one step can lead to the other. */
function inOrder(view: FlowView, series: Series, meetings: readonly Meeting[]): readonly Meeting[] {
  const places = new Set(meetings.flatMap(({ steps }) => steps.map(({ index }) => index)));
  const marks = new Map([...places].map((place, mark) => [place, mark]));
  const leftAt = (place: number) => {
    const mark = marks.get(place);
    return mark === undefined ? [] : [mark];
  };
  const isBefore = marksBefore(seriesGraphs(view).get(series)?.next ?? [], leftAt, marks.size);
  const leads = (from: PlacedStep, to: PlacedStep) => isBefore(to.index, marks.get(from.index) ?? 0);
  return meetings.filter(({ steps: [a, b] }) => leads(a, b) || leads(b, a));
}
