import fc from "fast-check";
import { expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

const attempts = fc.integer({ min: 1, max: 10_000 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("a delay is a whole number of milliseconds below its bound, however many attempts there were", () => {
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      const delayMs = retryDelayMs(attempt, () => random);
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThan(Math.min(200 * 2 ** (attempt - 1), 20_000));
    }),
  );
});

test("with the same luck a later attempt never waits less", () => {
  fc.assert(
    fc.property(attempts, attempts, chance, (one, other, random) => {
      const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
      expect(retryDelayMs(later, () => random)).toBeGreaterThanOrEqual(retryDelayMs(earlier, () => random));
    }),
  );
});

test("the jitter is full: any part of the bound is possible", () => {
  expect([0, 0.5, 0.999].map((random) => retryDelayMs(3, () => random))).toEqual([0, 400, 799]);
});
