import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marksBefore } from "./marks-before.ts";
import { reachFrom } from "./series-graph.ts";

describe("what steps leave behind", () => {
  it("is found by the steps that come later, and not by those that come before", () => {
    const isBefore = marksBefore([[1], [2], [3]], (place) => [place], 3);

    expect(isBefore(2, 0)).toBe(true);
    expect(isBefore(0, 2)).toBe(false);
    expect(isBefore(1, 1)).toBe(false);
  });

  it("is found only along a way that the series can go", () => {
    // 0 chooses between 1 and 2; 1 ends the series.
    const isBefore = marksBefore([[1, 2], [3], [3]], (place) => [place], 3);

    expect(isBefore(2, 1)).toBe(false);
    expect(isBefore(2, 0)).toBe(true);
  });

  it("is found by every step of a loop", () => {
    const isBefore = marksBefore([[1], [2], [0, 3]], (place) => [place], 3);

    expect(isBefore(0, 2)).toBe(true);
    expect(isBefore(1, 1)).toBe(true);
  });

  it("is found wherever a step leads, whatever the series looks like and however many marks there are", () => {
    const graphs = fc.integer({ min: 1, max: 40 }).chain((count) => {
      const places = fc.array(fc.integer({ min: -1, max: count }), { maxLength: 4 });
      return fc.array(places, { minLength: count, maxLength: count });
    });

    fc.assert(
      fc.property(graphs, (next) => {
        const isBefore = marksBefore(next, (place) => [place], next.length);

        for (const [from, following] of next.entries()) {
          const reached = new Set<number>();
          for (const place of following) reachFrom(place, next, reached);
          const finding = [...next.keys()].filter((place) => isBefore(place, from));
          expect(finding).toEqual([...next.keys()].filter((place) => reached.has(place)));
        }
      }),
    );
  });
});
