import { isJsonObject, type Json } from "../../contract/json.ts";
import type { Reference, Segment } from "./reference.ts";

/** The values a reference can start from; a root without a value resolves to nothing. */
export interface ReferenceScope {
  readonly input?: Json;
  readonly local?: Json;
  readonly context?: Json;
  /** The step's own input, which `$` stands for. */
  readonly step?: Json;
}

/** What {@link resolveReference} answers. */
export type Resolved = { readonly found: true; readonly value: Json } | { readonly found: false };

/**
 * Reads the value a reference points to.
 *
 * With a wildcard the value is an array: what every item has at the rest of the path, items that lack it left out.
 * Wildcards below wildcards give one flat array.
 */
export function resolveReference({ root, segments }: Reference, scope: ReferenceScope): Resolved {
  const start = scope[root];
  return start === undefined ? { found: false } : follow(start, segments, 0);
}

function follow(start: Json, segments: readonly Segment[], from: number): Resolved {
  let value = start;
  for (let position = from; position < segments.length; position++) {
    const segment = segments[position] as Segment;
    if (segment.kind === "wildcard") return followAll(value, segments, position + 1);
    const inner = step(value, segment);
    if (inner === undefined) return { found: false };
    value = inner;
  }
  return { found: true, value };
}

function followAll(items: Json, segments: readonly Segment[], from: number): Resolved {
  if (!Array.isArray(items)) return { found: false };
  const nested = segments.slice(from).some(({ kind }) => kind === "wildcard");
  const values = items.flatMap((item: Json): readonly Json[] => {
    const resolved = follow(item, segments, from);
    if (!resolved.found) return [];
    return nested ? (resolved.value as readonly Json[]) : [resolved.value];
  });
  return { found: true, value: values };
}

function step(value: Json, segment: Exclude<Segment, { kind: "wildcard" }>): Json | undefined {
  if (segment.kind === "index") return Array.isArray(value) ? value[segment.index] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, segment.name) ? value[segment.name] : undefined;
}
