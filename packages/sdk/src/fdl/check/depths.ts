import type { Series } from "./flow-view.ts";
import { perView } from "./per-view.ts";

/** How deep every series stands: 0 for the flow's own, and 1 more inside each step. */
export const depths = perView(({ series }): ReadonlyMap<Series, number> => {
  const depth = new Map<Series, number>();
  for (const one of series) depth.set(one, one.owner ? (depth.get(one.owner.series) ?? 0) + 1 : 0);
  return depth;
});
