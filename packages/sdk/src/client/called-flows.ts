import { innerSeries, targetOf } from "../fdl/shape/index.ts";
import type { Flow, TaskStep } from "../fdl/tree/index.ts";

/** The names of the flows that a flow starts. */
export function calledFlows({ steps }: Flow): ReadonlySet<string> {
  const called = new Set<string>();
  const all = [...steps];
  // Grows as it is read.
  for (const step of all) {
    all.push(...innerSeries(step).flatMap((series) => series.steps));
    const name = step.type === "task" ? calledFlow(step) : undefined;
    if (name !== undefined) called.add(name);
  }
  return called;
}

function calledFlow(step: TaskStep): string | undefined {
  const target = targetOf(step);
  if (target.kind === "flow") return target.resource.name;
  if (target.kind !== "action" || target.service !== "fnf") return undefined;
  const { FlowName } = step.serviceParams ?? {};
  return typeof FlowName === "string" ? FlowName : undefined;
}

/** Puts whatever is called before what calls it; those that call each other stay in their order. */
export function calleesFirst<Item extends { readonly name: string }>(
  items: readonly Item[],
  callsOf: (item: Item) => ReadonlySet<string>,
): readonly Item[] {
  const placed = new Set<Item>();
  const visit = (item: Item, callers: readonly Item[]) => {
    if (placed.has(item) || callers.includes(item)) return;
    const called = callsOf(item);
    for (const other of items) if (called.has(other.name)) visit(other, [...callers, item]);
    placed.add(item);
  };
  for (const item of items) visit(item, []);
  return [...placed];
}
