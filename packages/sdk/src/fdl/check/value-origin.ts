import type { Json } from "../../contract/json.ts";
import { formatReference, isReferenceText, parseReference, type Segment } from "../reference/index.ts";
import { isTemplateTag } from "../shape/index.ts";
import type { Mapping, Mappings } from "../tree/index.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";

/** Where a value that a step uses comes from, and so how long it stays the same. */
export type Origin =
  /** It is the same in every execution. */
  | { readonly kind: "constant"; readonly text: string }
  /** It is the same all through an execution. */
  | { readonly kind: "execution"; readonly text: string }
  /** It is a key of an input, and the same for as long as its owner runs: a step that holds steps, or one run of a series. */
  | { readonly kind: "input"; readonly owner: PlacedStep | Series; readonly text: string }
  /** It is made anew for each attempt. */
  | { readonly kind: "attempt" }
  /** The same for all attempts of a step; more cannot be told. */
  | { readonly kind: "unknown" };

const unknown: Origin = { kind: "unknown" };

/** Where the value at a path of a step's own input comes from, e.g. of `$.id`. */
export function originOf(view: FlowView, at: PlacedStep, segments: readonly Segment[]): Origin {
  const { inputMappings } = at.step;
  const mapped = inputMappings && follow(inputMappings, segments);
  if (mapped === undefined || !("up" in mapped)) return mapped ?? unknown;
  return inputOrigin(view, at.series, mapped.up);
}

/** Where a path of the input comes from that the steps of a series see. */
function inputOrigin(view: FlowView, from: Series, path: readonly Segment[]): Origin {
  let series = from;
  let segments = path;
  while (segments.length > 0) {
    const { owner } = series;
    if (owner !== undefined && isIterated(owner, segments)) {
      return { kind: "input", owner: series, text: inputText(segments) };
    }
    const { inputMappings } = owner === undefined ? view.flow : owner.step;
    const mapped = inputMappings && follow(inputMappings, segments);
    if (mapped === undefined || !("up" in mapped)) {
      if (mapped?.kind === "constant" || mapped?.kind === "execution") return mapped;
      // It may change from one run of the owner to the next, and not sooner.
      return { kind: "input", owner: owner ?? series, text: inputText(segments) };
    }
    if (owner === undefined) return { kind: "execution", text: inputText(mapped.up) };
    series = owner.series;
    segments = mapped.up;
  }
  return unknown;
}

/** What mappings put at a path: an origin, or a path of the input that the mappings read. */
function follow(
  mappings: Mappings,
  [first, ...rest]: readonly Segment[],
): Origin | { readonly up: readonly Segment[] } {
  const mapping = first?.kind === "key" ? mappingOf(mappings, first.name) : undefined;
  if (mapping === undefined) return unknown;
  const { source } = mapping;
  if (typeof source !== "string" || !isReferenceText(source)) return constantAt(source, rest);
  const { reference } = parseReference(source);
  if (reference === undefined) return unknown;
  const segments = [...reference.segments, ...rest];
  switch (reference.root) {
    case "input":
      return { up: segments };
    case "context":
      return contextOrigin(segments);
    default:
      return unknown;
  }
}

/** Later mappings overwrite earlier ones. */
function mappingOf(mappings: Mappings, key: string): Mapping | undefined {
  return mappings.findLast(({ target }) => target === key);
}

function constantAt(source: Mapping["source"], rest: readonly Segment[]): Origin {
  return rest.length > 0 || isTemplateTag(source) || typeof source === "object"
    ? unknown
    : { kind: "constant", text: String(source satisfies Json) };
}

function contextOrigin(segments: readonly Segment[]): Origin {
  const text = formatReference({ root: "context", segments });
  if (text === "$context.flow.name") return { kind: "constant", text };
  return text.startsWith("$context.execution.") ? { kind: "execution", text } : { kind: "attempt" };
}

function isIterated({ step }: PlacedStep, [first]: readonly Segment[]): boolean {
  if (step.type !== "foreach" || first?.kind !== "key") return false;
  return first.name === step.iterationMapping.item || first.name === step.iterationMapping.index;
}

function inputText(segments: readonly Segment[]): string {
  return formatReference({ root: "input", segments });
}
