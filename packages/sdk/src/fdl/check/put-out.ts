import type { Mappings } from "../tree/index.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { grouped } from "./grouped.ts";
import { perView } from "./per-view.ts";
import { seriesGraphs } from "./series-graph.ts";

/** What a step or a series may put out. */
export interface PutOut {
  readonly keys: ReadonlySet<string>;
  /** Other keys as well, which nobody can tell from the definition. */
  readonly isOpen: boolean;
}

const nothing: PutOut = { keys: new Set(), isOpen: false };
const anything: PutOut = { keys: new Set(), isOpen: true };

// More keys than this are not told apart, which bounds the work on choices nested in choices.
const mostKeys = 1_000;

/** What every step may put out into the local of its series. */
export const putOut = perView((view): ReadonlyMap<PlacedStep, PutOut> => {
  const steps = new Map<PlacedStep, PutOut>();
  const inner = seriesInside(view);
  // From the inside out: a choice puts out what its ways do.
  for (const at of view.steps.toReversed()) {
    const isOpenChoice = at.step.type === "choice" && at.step.outputMappings === undefined;
    steps.set(at, isOpenChoice ? ofSeries(view, inner.get(at) ?? [], steps) : ofStep(at));
  }
  return steps;
});

/** What a task with a `catch` puts out, and where it goes on to with that. */
export interface TaskOutcomes {
  /** When it succeeds: what `outputMappings` give. */
  readonly done: PutOut;
  readonly after: number;
  /** When its failure is caught: what `errorMappings` give, and nothing else. */
  readonly failed: PutOut;
  readonly caught: ReadonlySet<number>;
}

/** The outcomes of every task with a `catch`. */
export const taskOutcomes = perView((view): ReadonlyMap<PlacedStep, TaskOutcomes> => {
  const outcomes = new Map<PlacedStep, TaskOutcomes>();
  for (const at of view.tasks) {
    const { outputMappings, errorMappings, catch: rules = [] } = at.step;
    const [after, ...caught] = seriesGraphs(view).get(at.series)?.next[at.index] ?? [];
    if (rules.length === 0 || after === undefined) continue;
    outcomes.set(at, {
      done: { keys: targets(outputMappings), isOpen: outputMappings === undefined },
      after,
      failed: { keys: targets(errorMappings), isOpen: false },
      caught: new Set(caught),
    });
  }
  return outcomes;
});

/** What a step may put out when it goes on to the place `following` of its series. */
export function putOutOn(view: FlowView, at: PlacedStep, following: number): readonly PutOut[] {
  const outcomes = taskOutcomes(view).get(at);
  if (outcomes === undefined) return [putOut(view).get(at) ?? anything];
  const { done, after, failed, caught } = outcomes;
  return [...(following === after ? [done] : []), ...(caught.has(following) ? [failed] : [])];
}

/** By parallel or foreach without `outputMappings`: what steps inside it put out and it so loses. */
export const dropped = perView((view): ReadonlyMap<PlacedStep, PutOut> => {
  const lost = new Map<PlacedStep, PutOut>();
  const inner = seriesInside(view);
  for (const at of [...view.ofType("parallel"), ...view.ofType("foreach")]) {
    if (at.step.outputMappings !== undefined) continue;
    const output = ofSeries(view, inner.get(at) ?? [], putOut(view));
    if (output.isOpen || output.keys.size > 0) lost.set(at, output);
  }
  return lost;
});

/** The series directly inside each step that has any, in the order of the definition. */
export const seriesInside = perView(
  ({ series }): ReadonlyMap<PlacedStep | undefined, readonly Series[]> =>
    grouped(series, ({ owner }) => owner),
);

function ofSeries(view: FlowView, series: readonly Series[], steps: ReadonlyMap<PlacedStep, PutOut>): PutOut {
  const keys = new Set<string>();
  let isOpen = false;
  for (const one of series) {
    const reached = seriesGraphs(view).get(one)?.reached;
    for (const at of one.steps) {
      if (reached?.has(at.index) !== true) continue;
      const part = steps.get(at) ?? anything;
      isOpen ||= part.isOpen;
      for (const key of part.keys) keys.add(key);
      if (keys.size > mostKeys) return anything;
    }
  }
  return { keys, isOpen };
}

function ofStep({ step }: PlacedStep): PutOut {
  const { outputMappings } = step;
  switch (step.type) {
    case "fail":
      return nothing;
    case "task": {
      // What a caught failure puts out instead.
      const errorMappings = step.catch === undefined ? [] : (step.errorMappings ?? []);
      return { keys: targets(outputMappings, errorMappings), isOpen: outputMappings === undefined };
    }
    default:
      return outputMappings === undefined ? nothing : { keys: targets(outputMappings), isOpen: false };
  }
}

function targets(...lists: readonly (Mappings | undefined)[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const mappings of lists) {
    for (const { target } of mappings ?? []) {
      keys.add(target);
      // A dotted target, which nobody documents, may well set the key before its dot.
      const [head = ""] = target.split(/[.[]/, 1);
      keys.add(head);
    }
  }
  return keys;
}
