import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { grouped } from "./grouped.ts";
import { type LocalRead, localReads } from "./local-reads.ts";
import { marksBefore } from "./marks-before.ts";
import { perView } from "./per-view.ts";
import { dropped, putOut } from "./put-out.ts";
import { type SeriesGraph, seriesGraphs } from "./series-graph.ts";

/** A place that reads of `$local` what no step can have put out by then. */
export interface VainRead extends LocalRead {
  /** An earlier parallel or foreach that has no outputMappings and so loses the key, which steps inside it put out. */
  readonly droppedBy: PlacedStep | undefined;
}

/** Every place that reads of `$local` what no step can have put out by then. */
export const vainReads = perView((view): readonly VainRead[] => {
  const reads = localReads(view);
  const held = new Set<LocalRead>();
  addRightBefore(view, placed(reads, held), held);
  const droppedBy = new Map<LocalRead, PlacedStep>();
  for (const [series, inIt] of placed(reads, held)) addAnywhereBefore(view, series, inIt, held, droppedBy);
  return reads.filter((read) => !held.has(read)).map((read) => ({ ...read, droppedBy: droppedBy.get(read) }));
});

interface PlacedRead {
  readonly read: LocalRead;
  readonly series: Series;
  readonly place: number;
}

/** The reads that are not known to be held so far, by series. */
function placed(
  reads: readonly LocalRead[],
  held: ReadonlySet<LocalRead>,
): ReadonlyMap<Series, readonly PlacedRead[]> {
  const open = reads.filter((read) => !held.has(read));
  const all = open.flatMap((read) => read.from.map((where) => ({ read, ...where })));
  return grouped(all, ({ series }) => series);
}

/** Finds what a step puts out that runs before the reader with no jump between, as nearly all flows have it. */
function addRightBefore(
  view: FlowView,
  bySeries: ReadonlyMap<Series, readonly PlacedRead[]>,
  held: Set<LocalRead>,
): void {
  for (const [series, reads] of bySeries) {
    const { next } = graphOf(view, series);
    const byPlace = grouped(reads, ({ place }) => place);
    const last = new Map<string, number>();
    let lastOfAny = -1;
    let lastOfAnything = -1;
    let unbrokenFrom = 0;
    for (let place = 0; place <= series.steps.length; place++) {
      if (place > 0 && next[place - 1]?.includes(place) !== true) unbrokenFrom = place;
      for (const { read } of byPlace.get(place) ?? []) {
        const put = read.key === undefined ? lastOfAny : (last.get(read.key) ?? -1);
        if (Math.max(put, lastOfAnything) >= unbrokenFrom) held.add(read);
      }
      const at = series.steps[place];
      const output = at && putOut(view).get(at);
      if (output === undefined) continue;
      for (const key of output.keys) last.set(key, place);
      if (output.isOpen) lastOfAnything = place;
      if (output.isOpen || output.keys.size > 0) lastOfAny = place;
    }
  }
}

// The marks that a step leaves: that it puts out something; that it may put out anything; and for each key in question two more.
const something = 0;
const anything = 1;
const firstOfKeys = 2;

/** Finds what any step puts out from which some way leads to the reader, and what is lost on such a way. */
function addAnywhereBefore(
  view: FlowView,
  series: Series,
  reads: readonly PlacedRead[],
  held: Set<LocalRead>,
  droppedBy: Map<LocalRead, PlacedStep>,
): void {
  const keys = [...new Set(reads.map(({ read }) => read.key))].filter((key) => key !== undefined);
  const put = new Map(keys.map((key, index) => [key, firstOfKeys + 2 * index]));
  const lost = new Map(keys.map((key, index) => [key, firstOfKeys + 2 * index + 1]));
  const losing = new Map<string, PlacedStep>();

  const leftAt = (place: number): readonly number[] => {
    const at = series.steps[place];
    const output = at && putOut(view).get(at);
    if (at === undefined || output === undefined) return [];
    const marks: (number | undefined)[] = [...output.keys].map((key) => put.get(key));
    if (output.isOpen) marks.push(something, anything);
    else if (output.keys.size > 0) marks.push(something);
    for (const key of dropped(view).get(at) ?? []) {
      marks.push(lost.get(key));
      if (!losing.has(key)) losing.set(key, at);
    }
    return marks.filter((mark) => mark !== undefined);
  };

  // One more place stands for the end of the series.
  const next = [...graphOf(view, series).next, []];
  const isBefore = marksBefore(next, leftAt, firstOfKeys + 2 * keys.length);
  for (const { read, place } of reads) {
    const { key = "" } = read;
    const isPut = isBefore(place, put.get(key) ?? something);
    if (isPut || isBefore(place, anything)) held.add(read);
    const losingIt = losing.get(key);
    if (losingIt !== undefined && isBefore(place, lost.get(key) ?? anything)) droppedBy.set(read, losingIt);
  }
}

function graphOf(view: FlowView, series: Series): Pick<SeriesGraph, "next"> {
  return seriesGraphs(view).get(series) ?? { next: [] };
}
