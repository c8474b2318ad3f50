import type { Json } from "@fnfkit/sdk/contract";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { jsonBytes } from "./json-bytes.ts";

const written = (value: Json) => Buffer.byteLength(JSON.stringify(value));

it("is what JSON in UTF-8 takes, for any value", () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonBytes(value as Json)).toBe(written(value as Json));
    }),
  ));

it("is without end for what is nested too deep to be written", () => {
  const deep = JSON.parse(`{"deep":${"[".repeat(10_000)}${"]".repeat(10_000)}}`) as Json;

  expect(jsonBytes(deep)).toBe(Number.POSITIVE_INFINITY);
});

it("is the same when parts have been measured before", () =>
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (parts) => {
      const local = {};
      for (const [index, part] of parts.entries()) Object.assign(local, { [`key${index}`]: part });
      for (const part of parts) jsonBytes(part as Json);

      expect(jsonBytes(local)).toBe(written(local));
    }),
  ));
