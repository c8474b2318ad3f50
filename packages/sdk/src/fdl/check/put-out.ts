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

/** By parallel or foreach without `outputMappings`: the keys that steps inside it put out and that it so loses. */
export const dropped = perView((view): ReadonlyMap<PlacedStep, ReadonlySet<string>> => {
  const lost = new Map<PlacedStep, ReadonlySet<string>>();
  const inner = seriesInside(view);
  for (const at of [...view.ofType("parallel"), ...view.ofType("foreach")]) {
    if (at.step.outputMappings !== undefined) continue;
    const { keys } = ofSeries(view, inner.get(at) ?? [], putOut(view));
    if (keys.size > 0) lost.set(at, keys);
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
