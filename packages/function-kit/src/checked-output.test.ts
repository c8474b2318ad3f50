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

describe("what JSON makes of a result is what must fit", () => {
  test.each<[string, unknown]>([
    ["a class that writes itself", { toJSON: () => ({ approved: true }) }],
    ["keys without a value", { approved: true, at: undefined }],
  ])("%s does", async (_, result) => {
    expect(await checkedOutput(audit, result, 100)).toEqual({ approved: true });
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
  ])("%s does not", async (_, result) => {
    await expect(checkedOutput(audit, result, 100)).rejects.toMatchObject({ name: "InvalidOutput" });
  });
});

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
