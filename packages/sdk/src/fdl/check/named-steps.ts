import { quoted } from "../excerpt.ts";
import type { PlacedStep, Series } from "./flow-view.ts";
import { perView } from "./per-view.ts";

/** The first step of each name in the whole flow. */
export const namedSteps = perView(({ steps }): ReadonlyMap<string, PlacedStep> => {
  const named = new Map<string, PlacedStep>();
  for (const placed of steps) if (!named.has(placed.step.name)) named.set(placed.step.name, placed);
  return named;
});

/** Where the steps of a series stand, in words. */
export function seriesWords({ owner }: Series): string {
  return owner === undefined ? "among the flow's own steps" : `inside step ${quoted(owner.step.name)}`;
}
