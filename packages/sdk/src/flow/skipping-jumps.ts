import type { Diagnostic } from "../errors/flow-definition-error.ts";
import { innerSeries, jumpsOf, waysOf } from "../fdl/shape/index.ts";
import type { Path } from "../fdl/source.ts";
import type { Mappings, Step } from "../fdl/tree/index.ts";
import { putsOut } from "./choice-step.ts";
import { ends } from "./draft.ts";
import { keysIn, keysRead } from "./series-reads.ts";

/** A path from one step of a series to another, or to its end. */
interface Edge {
  readonly from: number;
  readonly to: number;
  /** What the path puts into `$local`; absent when that is not known. */
  readonly puts?: ReadonlySet<string>;
  /** Where the jump stands, from the step downwards; absent where the flow just goes on. */
  readonly path?: Path;
}

/**
 * Every jump back, in a series and in those inside it, to a step that reads, or leads to one that reads, what the first way
 * there surely set and the way to the jump may have left out. `output` is what the flow puts out.
 *
 * The types cannot tell: they know of a step only the jumps before it. What a merged output sets is not known here: it is
 * taken to set everything.
 */
export function skippingJumps(series: readonly Step[], path: Path, output?: Mappings): readonly Diagnostic[] {
  const places = new Map(series.map(({ name }, index) => [name, index]));
  const jumpsBack = series.some((step, index) =>
    jumpsOf(step).some(({ target }) => (places.get(target) ?? index + 1) <= index),
  );
  const here = jumpsBack ? skipping(series, path, places, keysIn(output, "local")) : [];
  const inside = series.flatMap((step, index) =>
    innerSeries(step).flatMap(({ steps, path: inner }) => skippingJumps(steps, [...path, index, ...inner])),
  );
  return [...here, ...inside];
}

function skipping(
  series: readonly Step[],
  path: Path,
  places: ReadonlyMap<string, number>,
  output: ReadonlySet<string>,
): readonly Diagnostic[] {
  const reads = [...series.map(keysRead), output];
  const edges = series.map((step, index) => edgesFrom(step, index, series.length, places));
  const all = edges.flat();
  const back = all.filter(({ from, to, path }) => path !== undefined && to <= from);
  const forward = all.filter(({ from, to }) => to > from);
  const found = new Map<Edge, Diagnostic>();
  for (const key of new Set(reads.flatMap((keys) => [...keys]))) {
    const first = surely(key, forward, reads.length);
    const always = surely(key, all, reads.length);
    for (const jump of back) {
      const { from, to } = jump;
      if (found.has(jump) || !first[to] || always[from] || sets(jump, key)) continue;
      const reader = readerFrom(to, key, edges, reads);
      if (reader === undefined) continue;
      found.set(jump, {
        code: "goto-skips",
        severity: "error",
        message: `Step "${series[from]?.name}" goes back to "${series[to]?.name}", but a way there leaves out "${key}", which ${nameOf(series[reader])} reads afterwards. Set it on every way to the jump, with a pass step for example.`,
        path: [...path, from, ...(jump.path ?? [])],
      });
    }
  }
  return [...found.values()];
}

function nameOf(step: Step | undefined): string {
  return step === undefined ? "the flow's output" : `step "${step.name}"`;
}

/** At which steps, and at the end, `key` is there whichever of the paths led there. A step that no path leads to assumes nothing. */
function surely(key: string, edges: readonly Edge[], length: number): readonly boolean[] {
  const reached = new Set(edges.map(({ to }) => to));
  const sure = Array.from({ length }, (_, index) => index > 0 && reached.has(index));
  for (let changed = true; changed; ) {
    changed = false;
    for (const edge of edges) {
      if (!sure[edge.to] || sure[edge.from] || sets(edge, key)) continue;
      sure[edge.to] = false;
      changed = true;
    }
  }
  return sure;
}

/** The first step, or the end, that reads `key` on a path from the step at `start` before anything sets it anew. */
function readerFrom(
  start: number,
  key: string,
  edges: readonly (readonly Edge[])[],
  reads: readonly ReadonlySet<string>[],
): number | undefined {
  const seen = new Set([start]);
  for (const index of seen) {
    if (reads[index]?.has(key)) return index;
    for (const edge of edges[index] ?? []) if (!sets(edge, key)) seen.add(edge.to);
  }
  return undefined;
}

function sets({ puts }: Edge, key: string): boolean {
  return puts === undefined || puts.has(key);
}

function edgesFrom(
  step: Step,
  from: number,
  end: number,
  places: ReadonlyMap<string, number>,
): readonly Edge[] {
  const puts = putsOf(step);
  const jumps = jumpsOf(step).flatMap(({ target, path }): readonly Edge[] => {
    const to = places.get(target);
    if (to === undefined) return [];
    if (step.type === "task") return [{ from, to, path, puts: targetsIn(step.errorMappings) }];
    return [{ from, to, path, ...(puts !== undefined && { puts }) }];
  });
  if (!goesOn(step)) return jumps;
  return [...jumps, { from, to: ends(step) ? end : from + 1, ...(puts !== undefined && { puts }) }];
}

function putsOf(step: Step): ReadonlySet<string> | undefined {
  if (step.outputMappings !== undefined) return targetsIn(step.outputMappings);
  const merges = step.type === "task" || (step.type === "choice" && putsOut(step));
  return merges ? undefined : new Set();
}

function targetsIn(mappings: Mappings = []): ReadonlySet<string> {
  return new Set(mappings.map(({ target }) => target));
}

/** Whether a step can be left otherwise than by a jump or a failure. */
function goesOn(step: Step): boolean {
  if (step.type === "fail") return false;
  if (step.type !== "choice") return true;
  return (
    step.default === undefined ||
    waysOf(step).some(({ way: { steps = [], goto } }) => goto === undefined && canEnd(steps))
  );
}

function canEnd(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  return last === undefined || goesOn(last) || steps.some((step) => step.type !== "fail" && ends(step));
}
