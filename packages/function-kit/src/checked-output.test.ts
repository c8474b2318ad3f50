import { runInNewContext } from "node:vm";
import { defineFunction } from "@fnfkit/sdk/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkedOutput } from "./checked-output.ts";

const audit = defineFunction({
  name: "audit",
  input: z.object({}),
  output: z.looseObject({ approved: z.boolean(), at: z.string().transform(Number).optional() }),
});

const hidden = (result: object, key: string, value: unknown) => Object.defineProperty(result, key, { value });
const looped = (result: object) => Object.assign(result, { again: result });
const throwing = (result: object, key: string) =>
  Object.defineProperty(result, key, {
    enumerable: true,
    get() {
      throw new RangeError("gone");
    },
  });

test("what travels is what the handler wrote, not what the schema makes of it", async () => {
  expect(await checkedOutput(audit, { approved: true, at: "5" }, 100)).toEqual({ approved: true, at: "5" });
});

test("what travels is what was checked, whatever the result says the next time", async () => {
  let times = 0;
  const result = {
    get approved() {
      return times++ === 0 ? true : "no longer";
    },
  };

  expect(JSON.stringify(await checkedOutput(audit, result, 100))).toBe('{"approved":true}');
});

describe.each<[string, number?]>([["with", 100], ["without"]])(
  "what JSON makes of a result is what must fit, %s a limit to it",
  (_case, mostBytes) => {
    test.each<[string, unknown]>([
      ["a class that writes itself", { toJSON: () => ({ approved: true }) }],
      [
        "what writes itself by a method that is not listed",
        hidden({ approved: 1 }, "toJSON", () => ({ approved: true })),
      ],
      ["keys without a value", { approved: true, at: undefined }],
      ["keys that are symbols or not listed", hidden({ approved: true, [Symbol("key")]: 1 }, "note", 1)],
    ])("%s does", async (_, result) => {
      expect(await checkedOutput(audit, result, mostBytes)).toStrictEqual({ approved: true });
    });

    test.each<[string, unknown]>([
      ["a number that is none", { approved: true, at: Number.NaN }],
      ["a list", [true]],
      ["a date", new Date(0)],
      ["a function", () => ({ approved: true })],
      ["nothing", undefined],
      ["null", null],
      ["a class that writes itself as nothing", { approved: true, toJSON: () => undefined }],
      ["a class that cannot write itself", { approved: true, toJSON: () => JSON.parse("{") }],
      ["a big integer", { approved: true, big: 1n }],
      ["a getter that throws", throwing({ approved: true }, "at")],
      ["a getter that throws, further in", { approved: true, by: throwing({}, "name") }],
      ["what refers to itself", looped({ approved: true })],
    ])("%s does not", async (_, result) => {
      await expect(checkedOutput(audit, result, mostBytes)).rejects.toMatchObject({ name: "InvalidOutput" });
    });
  },
);

test.each([100, undefined])(
  "a result is not taken for good before a schema that takes its time has answered (limit: %s)",
  async (mostBytes) => {
    // A promise of another realm, as a test runner's sandbox has them, is none of ours.
    const validate = () => runInNewContext('Promise.resolve({ issues: [{ message: "no" }] })');
    const contract = { ...audit, output: { "~standard": { version: 1, vendor: "test", validate } } } as const;

    await expect(checkedOutput(contract, { approved: true }, mostBytes)).rejects.toMatchObject({
      name: "InvalidOutput",
    });
  },
);

test("a result of exactly the limit travels, one byte more does not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (note) => {
      const result = { approved: true, note };
      const bytes = new TextEncoder().encode(JSON.stringify(result)).length;

      await expect(checkedOutput(audit, result, bytes)).resolves.toEqual(JSON.parse(JSON.stringify(result)));
      await expect(checkedOutput(audit, result, bytes - 1)).rejects.toMatchObject({ name: "OutputTooLarge" });
    }),
  );
});
