import type { Path } from "../source.ts";
import type { FlowView, PlacedStep } from "./flow-view.ts";

/** A place in a flow: from a step, or from the flow itself, downwards. */
export interface Place {
  readonly at?: PlacedStep | undefined;
  readonly path: Path;
}

/** Compares two places by what stands first in the definition, key by key; what is not there stands before what is. */
export function definitionOrder({ flow, steps }: FlowView): (a: Place, b: Place) => number {
  const order = new Map(steps.map((placed, index) => [placed, index]));
  const lastInside = lastInsideEach(steps, order);
  const rank = keyRanks();

  const isInside = (inner: PlacedStep, outer: PlacedStep | undefined) =>
    outer === undefined ||
    (indexOf(inner) > indexOf(outer) && indexOf(inner) <= (lastInside[indexOf(outer)] as number));
  const indexOf = (placed: PlacedStep) => order.get(placed) as number;
  const pathTo = (inner: PlacedStep, outer: PlacedStep | undefined): Path => {
    let at = inner;
    while (at.series.owner !== outer && at.series.owner !== undefined) at = at.series.owner;
    return [...at.series.path, at.index];
  };

  return ({ at: a, path: aPath }, { at: b, path: bPath }) => {
    if (a === b) return comparePaths(a?.step ?? flow, aPath, bPath, rank);
    if (b !== undefined && isInside(b, a)) return comparePaths(a?.step ?? flow, aPath, pathTo(b, a), rank);
    if (a !== undefined && isInside(a, b)) return comparePaths(b?.step ?? flow, pathTo(a, b), bPath, rank);
    return indexOf(a as PlacedStep) - indexOf(b as PlacedStep);
  };
}

/** For each step, the place of the last step inside it, or its own. */
function lastInsideEach(
  steps: readonly PlacedStep[],
  order: ReadonlyMap<PlacedStep, number>,
): readonly number[] {
  const last = steps.map((_, index) => index);
  for (let index = steps.length - 1; index >= 0; index--) {
    const owner = steps[index]?.series.owner;
    if (owner === undefined) continue;
    const outer = order.get(owner) as number;
    last[outer] = Math.max(last[outer] as number, last[index] as number);
  }
  return last;
}

type Rank = (owner: unknown, segment: Path[number]) => number;

function comparePaths(from: unknown, a: Path, b: Path, rank: Rank): number {
  let owner = from;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const segment = a[index] as Path[number];
    const other = b[index] as Path[number];
    if (segment !== other) return rank(owner, segment) - rank(owner, other);
    owner = (owner as { readonly [key in Path[number]]?: unknown } | null | undefined)?.[segment];
  }
  return a.length - b.length;
}

function keyRanks(): Rank {
  const known = new Map<object, ReadonlyMap<string, number>>();
  return (owner, segment) => {
    if (typeof segment === "number") return segment;
    if (typeof owner !== "object" || owner === null) return -1;
    // Remembered, since an object with very many keys may be asked for each of them.
    const ranks = known.get(owner) ?? new Map(Object.keys(owner).map((key, index) => [key, index]));
    known.set(owner, ranks);
    return ranks.get(segment) ?? -1;
  };
}
