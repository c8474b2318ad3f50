import { describe, expect, test } from "vitest";
import { answer } from "./answer.ts";

/** A runtime's callback, and what it was called with. */
function callbackOf() {
  const calls: unknown[][] = [];
  return { calls, callback: (...call: unknown[]) => void calls.push(call) };
}

describe("where promises are ignored", () => {
  test("a result ends the invocation by the callback", async () => {
    const { calls, callback } = callbackOf();

    await answer(Promise.resolve({ approved: true }), callback, true);

    expect(calls).toEqual([[null, { approved: true }]]);
  });

  test("so does an error, and nothing is left rejected", async () => {
    const { calls, callback } = callbackOf();
    const error = new Error("broken");

    await expect(answer(Promise.reject(error), callback, true)).resolves.toBeUndefined();

    expect(calls).toEqual([[error]]);
  });
});

test("where they are not, the callback is left alone: the invocation would end twice", async () => {
  const { calls, callback } = callbackOf();

  expect(await answer(Promise.resolve({ approved: true }), callback, false)).toEqual({ approved: true });
  await expect(answer(Promise.reject(new Error("broken")), callback, false)).rejects.toThrow("broken");

  expect(calls).toEqual([]);
});

test("without a callback there is only the promise", async () => {
  expect(await answer(Promise.resolve({ approved: true }), undefined, true)).toEqual({ approved: true });
});
