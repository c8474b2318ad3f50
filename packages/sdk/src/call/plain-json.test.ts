import { expect, test } from "vitest";
import { plainJson } from "./plain-json.ts";

test("objects without a prototype become ordinary ones, at every level", () => {
  const bare = (entries: object) => Object.assign(Object.create(null), entries);

  const plain = plainJson(bare({ Events: [bare({ EventId: 1 })], NextToken: null }));

  expect(plain).toStrictEqual({ Events: [{ EventId: 1 }], NextToken: null });
});

test("long numbers become numbers", () => {
  const bigNumber = { _isBigNumber: true, toString: () => "1234567890123456" };

  expect(plainJson({ EventId: bigNumber })).toEqual({ EventId: 1234567890123456 });
});
