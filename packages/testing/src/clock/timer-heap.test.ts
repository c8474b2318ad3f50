import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Timer, TimerHeap } from "./timer-heap.ts";

it("gives timers back by time, limits last among equals, in the order they came, without those taken out", () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ time: fc.nat(5), limit: fc.boolean(), isRemoved: fc.boolean() })),
      (specs) => {
        const timers = specs.map((spec, order) => ({ ...spec, order, run: () => {}, position: -1 }));
        const heap = new TimerHeap();
        for (const timer of timers) heap.add(timer);
        for (const timer of timers.filter(({ isRemoved }) => isRemoved)) heap.remove(timer);

        const drained: Timer[] = [];
        for (let first = heap.first; first !== undefined; first = heap.first) {
          drained.push(first);
          heap.remove(first);
        }

        const expected = timers
          .filter(({ isRemoved }) => !isRemoved)
          .sort((a, b) => a.time - b.time || Number(a.limit) - Number(b.limit) || a.order - b.order);
        expect(drained).toEqual(expected);
      },
    ),
  ));

it("compares a timer with few others, however many there are", () => {
  const readsEach = (size: number) => {
    let reads = 0;
    const heap = new TimerHeap();
    for (let order = 0; order < size; order++) {
      // Each is due before all that came sooner, so that it has the longest way up.
      const time = () => {
        reads++;
        return -order;
      };
      const timer = { limit: false, order, run: () => {}, position: -1 };
      heap.add(Object.defineProperty({ ...timer, time: 0 }, "time", { get: time }));
    }
    for (let first = heap.first; first !== undefined; first = heap.first) heap.remove(first);
    return reads / size;
  };

  expect(readsEach(16_384)).toBeLessThan(3 * readsEach(128));
});
