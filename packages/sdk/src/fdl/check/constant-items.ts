import type { Json } from "../../contract/json.ts";
import { isReferenceText, parseReference, resolveReference, type Segment } from "../reference/index.ts";
import { isTemplateTag } from "../shape/index.ts";
import type { ForeachStep, Mappings } from "../tree/index.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { perView } from "./per-view.ts";
import { putOut } from "./put-out.ts";
import { seriesGraphs } from "./series-graph.ts";

// A constant is rarely handed further inwards, and each foreach asks anew.
const mostLevels = 20;

/** How many items a foreach step always goes over: when a mapping around it or a pass before it gives a constant. */
export function constantItems(
  view: FlowView,
  { step, series, index }: PlacedStep<ForeachStep>,
): number | undefined {
  const segments = parseReference(step.iterationMapping.collection).reference?.segments ?? [];
  let place: Place = { series, index };
  let found = follow(view, place, step.inputMappings, segments);
  for (let level = 0; level < mostLevels && found.up !== undefined; level++) {
    const { owner } = place.series;
    if (owner === undefined) {
      const { inputMappings } = view.flow;
      const ofFlow = inputMappings && follow(view, place, inputMappings, found.up);
      return lengthOf(ofFlow?.constant);
    }
    if (isIterated(owner, found.up)) return undefined;
    place = owner;
    found = follow(view, place, owner.step.inputMappings, found.up);
  }
  return lengthOf(found.constant);
}

type Place = Pick<PlacedStep, "series" | "index">;

/** A constant, or a path of the input that the steps of the series see; neither when it cannot be told. */
interface Found {
  readonly constant?: Json;
  readonly up?: readonly Segment[];
}

const unknown: Found = {};

/** Where a path of a step's input comes from. */
function follow(
  view: FlowView,
  place: Place,
  mappings: Mappings | undefined,
  segments: readonly Segment[],
): Found {
  if (mappings === undefined) return ofLocal(view, place, segments, { up: segments });
  const [first, ...rest] = segments;
  if (first?.kind !== "key") return unknown;
  const source = sourceOf(mappings, first.name);
  if (typeof source !== "string" || !isReferenceText(source)) return constantAt(source, rest);
  const { reference } = parseReference(source);
  const path = [...(reference?.segments ?? []), ...rest];
  if (reference?.root === "input") return { up: path };
  return reference?.root === "local" ? ofLocal(view, place, path, unknown) : unknown;
}

/** What the steps before a place have put at a path of the local; `otherwise` when none puts out such a key. */
function ofLocal(
  view: FlowView,
  { series, index }: Place,
  [first, ...rest]: readonly Segment[],
  otherwise: Found,
): Found {
  const setters = settersIn(view).get(series);
  if (first?.kind !== "key" || setters === undefined || setters.isOpen) return unknown;
  const [setter, another] = setters.byKey.get(first.name) ?? [];
  if (setter === undefined) return otherwise;
  const isSure = another === undefined && setter.index < index && index <= setters.straight;
  if (!isSure || setter.step.type !== "pass") return unknown;
  const source = sourceOf(setter.step.outputMappings ?? [], first.name);
  return typeof source === "string" && isReferenceText(source) ? unknown : constantAt(source, rest);
}

interface Setters {
  readonly byKey: ReadonlyMap<string, readonly PlacedStep[]>;
  /** Whether a step may put out any key. */
  readonly isOpen: boolean;
  /** The first place that is not surely reached when the series begins. */
  readonly straight: number;
}

const settersIn = perView((view): ReadonlyMap<Series, Setters> => {
  const setters = new Map<Series, Setters>();
  for (const [series, { next }] of seriesGraphs(view)) {
    const byKey = new Map<string, PlacedStep[]>();
    let isOpen = false;
    for (const at of series.steps) {
      const output = putOut(view).get(at);
      isOpen ||= output?.isOpen === true;
      for (const key of output?.keys ?? []) {
        const same = byKey.get(key);
        if (same === undefined) byKey.set(key, [at]);
        else same.push(at);
      }
    }
    const straight = next.findIndex((following, place) => following.some((one) => one !== place + 1));
    setters.set(series, { byKey, isOpen, straight: straight === -1 ? next.length : straight });
  }
  return setters;
});

function sourceOf(mappings: Mappings, key: string): Mappings[number]["source"] | undefined {
  return mappings.findLast(({ target }) => target === key)?.source;
}

function constantAt(source: Mappings[number]["source"] | undefined, segments: readonly Segment[]): Found {
  if (source === undefined || isTemplateTag(source)) return unknown;
  const resolved = resolveReference({ root: "step", segments }, { step: source });
  return resolved.found ? { constant: resolved.value } : unknown;
}

function isIterated({ step }: PlacedStep, [first]: readonly Segment[]): boolean {
  if (step.type !== "foreach" || first?.kind !== "key") return false;
  return first.name === step.iterationMapping.item || first.name === step.iterationMapping.index;
}

function lengthOf(constant: Json | undefined): number | undefined {
  return Array.isArray(constant) ? constant.length : undefined;
}
