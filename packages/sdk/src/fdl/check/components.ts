import type { SeriesGraph } from "./series-graph.ts";

/** Places of a series that can each be reached from every other of them: one place, or a loop. */
export type Component = readonly number[];

/**
 * The components of a series; one comes after all that it leads to.
 *
 * Tarjan's algorithm with a stack of its own, since a series can be longer than calls are deep.
 */
export function componentsOf(next: SeriesGraph["next"]): readonly Component[] {
  const count = next.length;
  const components: Component[] = [];
  // From 1; 0 is a place not seen so far, and `count + 1` one whose component is known.
  const seen = new Int32Array(count);
  const lowest = new Int32Array(count);
  const cursor = new Int32Array(count);
  const open: number[] = [];
  let clock = 0;

  for (let start = 0; start < count; start++) {
    if (seen[start] !== 0) continue;
    const calls = [start];
    for (let place = calls.at(-1); place !== undefined; place = calls.at(-1)) {
      if (seen[place] === 0) {
        seen[place] = ++clock;
        lowest[place] = clock;
        open.push(place);
      }
      const following = next[place]?.[cursor[place] as number];
      if (following !== undefined) {
        cursor[place] = (cursor[place] as number) + 1;
        if (following < 0 || following >= count) continue;
        if (seen[following] === 0) calls.push(following);
        else lowest[place] = Math.min(lowest[place] as number, seen[following] as number);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) lowest[caller] = Math.min(lowest[caller] as number, lowest[place] as number);
      if (lowest[place] !== seen[place]) continue;
      const component = open.splice(open.lastIndexOf(place));
      for (const one of component) seen[one] = count + 1;
      components.push(component);
    }
  }
  return components;
}

/** Whether a component is a loop. */
export function isLoop(component: Component, next: SeriesGraph["next"]): boolean {
  const [place = 0] = component;
  return component.length > 1 || next[place]?.includes(place) === true;
}
