import { expect, test, vi } from "vitest";
import { oncePer } from "./once-per.ts";

test("work is done once for each object, and again when it has failed", () => {
  const work = vi.fn(({ text }: { text: string }) => {
    if (work.mock.calls.length === 1) throw new Error("not yet");
    return { length: text.length };
  });
  const lengthOf = oncePer(work);
  const step = { text: "reserve" };

  expect(() => lengthOf(step)).toThrow("not yet");
  expect([lengthOf(step), lengthOf(step), lengthOf({ text: "audit" })]).toEqual([
    { length: 7 },
    { length: 7 },
    { length: 5 },
  ]);
  expect(work).toHaveBeenCalledTimes(3);
});
