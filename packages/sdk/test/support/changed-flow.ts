import * as fc from "fast-check";
import type { Json } from "../../src/contract/index.ts";
import type { Flow } from "../../src/fdl/index.ts";
import { arbitraryFlow } from "./arbitrary-flow.ts";

/** Values that no place, or some other place, of a flow has. */
const strange: readonly Json[] = [
  null,
  true,
  "true",
  "",
  0,
  -1.5,
  "60",
  [],
  {},
  [[]],
  [null],
  { type: "pass", name: "put in" },
  { type: "loop", name: "l", steps: [] },
  { steps: [] },
  { goto: "nowhere" },
  "$input..a",
  "$.a ===",
  "acs:fc:::",
];
const keys = [
  "type",
  "name",
  "steps",
  "end",
  "goto",
  "choices",
  "branches",
  "default",
  "retry",
  "catch",
  "errors",
  "condition",
  "iterationMapping",
  "outputMapping",
  "Type",
  "Next",
  "loop",
  "__proto__x",
];

/** Somewhere, counted along all places of the data. */
interface Change {
  readonly at: number;
  readonly kind: "replace" | "remove" | "add" | "double" | "wrap";
  readonly value: Json;
  readonly key: string;
}

const change = fc.record<Change>({
  at: fc.nat(),
  kind: fc.constantFrom("replace", "remove", "add", "double", "wrap"),
  value: fc.constantFrom(...strange),
  key: fc.constantFrom(...keys),
});

/** A few changes, for {@link changed}. */
export const arbitraryChanges = fc.array(change, { minLength: 1, maxLength: 4 });

/** The data of a flow, changed at a few places: mostly no flow any more. */
export const changedFlow: fc.Arbitrary<Json> = fc
  .tuple(arbitraryFlow, arbitraryChanges)
  .map(([flow, changes]) => changed(flow, changes));

/** A copy of a flow's data with changes at a few places. */
export function changed(flow: Flow, changes: readonly Change[]): Json {
  let data = structuredClone(flow) as unknown as Json;
  for (const { at, kind, value, key } of changes) {
    const places = placesIn(data);
    const place = places[at % places.length];
    if (place === undefined) {
      data = structuredClone(value);
      continue;
    }
    const { owner, segment } = place;
    const inner = owner[segment] as Json;
    if (kind === "replace") owner[segment] = structuredClone(value);
    else if (kind === "wrap") owner[segment] = [inner];
    else if (kind === "double") owner[Array.isArray(owner) ? owner.length : key] = structuredClone(inner);
    else if (kind === "add") owner[Array.isArray(owner) ? owner.length : key] = structuredClone(value);
    else if (Array.isArray(owner)) owner.splice(Number(segment), 1);
    else delete owner[segment];
  }
  return data;
}

interface Place {
  readonly owner: { [segment: string | number]: Json };
  readonly segment: string | number;
}

function placesIn(data: Json): readonly Place[] {
  if (typeof data !== "object" || data === null) return [];
  const owner = data as Place["owner"];
  return Object.entries(owner).flatMap(([segment, inner]) => [{ owner, segment }, ...placesIn(inner)]);
}
