import { componentsOf, isLoop } from "./components.ts";
import type { SeriesGraph } from "./series-graph.ts";

/** Whether a step that leaves `mark` may have run before the step at `place` does. */
export type MarksBefore = (place: number, mark: number) => boolean;

/**
 * Follows what the steps of a series leave behind along every way that the series can go.
 *
 * @param left the marks, from 0 to `count - 1`, that the step at a place leaves wherever it goes on to
 * @param leftOn the marks that it leaves only when it goes on to the place `following`
 */
export function marksBefore(
  next: SeriesGraph["next"],
  left: (place: number) => Iterable<number>,
  count: number,
  leftOn: (place: number, following: number) => Iterable<number> = () => [],
): MarksBefore {
  // A bit a mark: the work is the series' length times the number of marks, divided by 32.
  const width = Math.ceil(count / 32);
  const components = componentsOf(next);
  const rowOf = new Int32Array(next.length);
  for (const [row, component] of components.entries()) for (const place of component) rowOf[place] = row;

  const before = new Uint32Array(components.length * width);
  const after = new Uint32Array(width);
  const addAll = (words: Uint32Array, from: number, marks: Iterable<number>) => {
    for (const mark of marks) add(words, from + (mark >> 5), 1 << (mark & 31));
  };
  for (let row = components.length - 1; row >= 0; row--) {
    const component = components[row] ?? [];
    const start = row * width;
    after.set(before.subarray(start, start + width));
    for (const place of component) addAll(after, 0, left(place));
    if (isLoop(component, next)) {
      for (const place of component) {
        for (const following of next[place] ?? []) {
          if (rowOf[following] === row) addAll(after, 0, leftOn(place, following));
        }
      }
      before.set(after, start);
    }
    for (const place of component) {
      for (const following of next[place] ?? []) {
        if (following < 0 || following >= next.length || rowOf[following] === row) continue;
        const target = (rowOf[following] as number) * width;
        for (let word = 0; word < width; word++) add(before, target + word, after[word] as number);
        addAll(before, target, leftOn(place, following));
      }
    }
  }
  return (place, mark) =>
    ((before[(rowOf[place] as number) * width + (mark >> 5)] as number) & (1 << (mark & 31))) !== 0;
}

function add(words: Uint32Array, index: number, bits: number): void {
  words[index] = (words[index] as number) | bits;
}
