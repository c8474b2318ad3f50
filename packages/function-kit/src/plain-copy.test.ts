import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCopy } from "./plain-copy.ts";

test("a copy is what JSON would have made of the value", () => {
  const anything = fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true });
  const withItself = fc.dictionary(
    fc.constantFrom("a", "__proto__", "toJSON"),
    fc.oneof(fc.jsonValue(), anything),
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anything, withItself), (value) => {
      const copy = plainCopy(value);

      if (copy !== undefined) expect(copy).toStrictEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("a result of plain data is copied, parts and all", () => {
  const result = { approved: true, by: { name: "Ada", level: 3 }, note: null };

  const copy = plainCopy(result);

  expect(copy).toStrictEqual(result);
  expect(copy).not.toBe(result);
});

test.each<[string, unknown]>([
  ["a date", { at: new Date(0) }],
  ["a number that is none", { rate: Number.NaN }],
  ["a key without a value", { note: undefined }],
  ["what writes itself", { toJSON: () => ({}) }],
  [
    "what writes itself, though the method is not listed",
    Object.defineProperty({}, "toJSON", { value: () => 1 }),
  ],
  ["what cannot be read", new Proxy({}, { ownKeys: () => JSON.parse("{") })],
])("%s is left to JSON", (_, value) => {
  expect(plainCopy(value)).toBeUndefined();
});

test("what refers to itself is left to JSON", () => {
  const loop: Record<string, unknown> = {};
  loop.again = loop;

  expect(plainCopy(loop)).toBeUndefined();
});
