import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { grouped } from "./grouped.ts";
import { type LocalRead, localReads } from "./local-reads.ts";
import { marksBefore } from "./marks-before.ts";
import { perView } from "./per-view.ts";
import { dropped, type PutOut, putOut, putOutOn, taskOutcomes } from "./put-out.ts";
import { type SeriesGraph, seriesGraphs } from "./series-graph.ts";

/** A place that reads of `$local` what no step can have put out by then. */
export interface VainRead extends LocalRead, Reason {}

/** Why there is nothing to read. */
interface Reason {
  /** An earlier parallel or foreach that has no outputMappings and so loses it, if steps inside put it out. */
  readonly droppedBy?: PlacedStep | undefined;
  /** An earlier task that puts it out only when it succeeds and not when its failure is caught, or the other way round. */
  readonly keptBackBy?: PlacedStep | undefined;
}

/** Every place that reads of `$local` what no step can have put out by then. */
export const vainReads = perView((view): readonly VainRead[] => {
  const reads = localReads(view);
  const held = new Set<LocalRead>();
  addRightBefore(view, placed(reads, held), held);
  const reasons = new Map<LocalRead, Reason>();
  for (const [series, inIt] of placed(reads, held)) addAnywhereBefore(view, series, inIt, held, reasons);
  return reads.filter((read) => !held.has(read)).map((read) => ({ ...read, ...reasons.get(read) }));
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
      for (const output of at === undefined ? [] : putOutOn(view, at, place + 1)) {
        for (const key of output.keys) last.set(key, place);
        if (output.isOpen) lastOfAnything = place;
        if (output.isOpen || output.keys.size > 0) lastOfAny = place;
      }
    }
  }
}

/*
 * The marks that a step leaves: that it puts out, loses or keeps back something, or what may be anything; and for each key
 * in question that it puts it out, loses it or keeps it back.
 */
const something = 0;
const anything = 1;
const lostSomething = 2;
const lostAnything = 3;
const keptAnything = 4;
const firstOfKeys = 5;
const marksOfKey = 3;

/** Finds what any step puts out from which some way leads to the reader, and what is lost on such a way. */
function addAnywhereBefore(
  view: FlowView,
  series: Series,
  reads: readonly PlacedRead[],
  held: Set<LocalRead>,
  reasons: Map<LocalRead, Reason>,
): void {
  const keys = [...new Set(reads.map(({ read }) => read.key))].filter((key) => key !== undefined);
  const put = new Map(keys.map((key, index) => [key, firstOfKeys + marksOfKey * index]));
  const losing = new Map<string, PlacedStep>();
  const keeping = new Map<string, PlacedStep>();
  let keepingAnything: PlacedStep | undefined;
  const marksOf = (outputs: readonly PutOut[]): number[] => {
    const marks: number[] = [];
    for (const { keys } of outputs) {
      for (const key of keys) {
        const mark = put.get(key);
        if (mark !== undefined) marks.push(mark);
      }
    }
    if (outputs.some(({ isOpen }) => isOpen)) marks.push(something, anything);
    else if (outputs.some((output) => output.keys.size > 0)) marks.push(something);
    return marks;
  };

  const leftAt = (place: number): readonly number[] => {
    const at = series.steps[place];
    if (at === undefined || taskOutcomes(view).has(at)) return [];
    const output = putOut(view).get(at);
    const marks = output === undefined ? [] : marksOf([output]);
    const lost = dropped(view).get(at);
    if (lost === undefined) return marks;
    marks.push(lostSomething);
    if (lost.isOpen) marks.push(lostAnything);
    for (const key of lost.keys) {
      const mark = put.get(key);
      if (mark === undefined) continue;
      marks.push(mark + 1);
      if (!losing.has(key)) losing.set(key, at);
    }
    return marks;
  };
  // A task can have very many catch rules, and leaves the same at wherever they lead to.
  const known = new Map<string, readonly number[]>();
  const leftOn = (place: number, following: number): readonly number[] => {
    const at = series.steps[place];
    const outcomes = at && taskOutcomes(view).get(at);
    if (at === undefined || outcomes === undefined) return [];
    const { done, after, failed, caught } = outcomes;
    const kept = [...(following === after ? [] : [done]), ...(caught.has(following) ? [] : [failed])];
    const edge = `${place} ${following === after} ${caught.has(following)}`;
    const marks = known.get(edge) ?? outcomeMarks(at, putOutOn(view, at, following), kept);
    known.set(edge, marks);
    return marks;
  };
  const outcomeMarks = (
    at: PlacedStep,
    outputs: readonly PutOut[],
    kept: readonly PutOut[],
  ): readonly number[] => {
    const marks = marksOf(outputs);
    for (const { keys: keptKeys, isOpen } of kept) {
      if (isOpen) {
        marks.push(keptAnything);
        keepingAnything ??= at;
      }
      for (const key of keptKeys) {
        const mark = put.get(key);
        if (mark === undefined) continue;
        marks.push(mark + 2);
        if (!keeping.has(key)) keeping.set(key, at);
      }
    }
    return marks;
  };

  // One more place stands for the end of the series.
  const next = [...graphOf(view, series).next, []];
  const isBefore = marksBefore(next, leftAt, firstOfKeys + marksOfKey * keys.length, leftOn);
  const losers = losersBefore(view, series);
  for (const { read, place } of reads) {
    const { key = "" } = read;
    const mark = put.get(key);
    if (isBefore(place, mark ?? something) || isBefore(place, anything)) {
      held.add(read);
    } else if (mark !== undefined && isBefore(place, mark + 1)) {
      reasons.set(read, { droppedBy: losing.get(key) });
    } else if (mark !== undefined && isBefore(place, mark + 2)) {
      reasons.set(read, { keptBackBy: keeping.get(key) });
    } else if (isBefore(place, mark === undefined ? lostSomething : lostAnything)) {
      reasons.set(read, { droppedBy: mark === undefined ? losers.any[place] : losers.open[place] });
    } else if (isBefore(place, keptAnything)) {
      reasons.set(read, { keptBackBy: keepingAnything });
    }
  }
}

/** For each place of a series the last step before it that loses something, and that may lose anything. */
function losersBefore(view: FlowView, { steps }: Series): Losers {
  const any: (PlacedStep | undefined)[] = [undefined];
  const open: (PlacedStep | undefined)[] = [undefined];
  for (const at of steps) {
    const lost = dropped(view).get(at);
    any.push(lost === undefined ? any.at(-1) : at);
    open.push(lost?.isOpen === true ? at : open.at(-1));
  }
  return { any, open };
}

interface Losers {
  readonly any: readonly (PlacedStep | undefined)[];
  readonly open: readonly (PlacedStep | undefined)[];
}

function graphOf(view: FlowView, series: Series): Pick<SeriesGraph, "next"> {
  return seriesGraphs(view).get(series) ?? { next: [] };
}
