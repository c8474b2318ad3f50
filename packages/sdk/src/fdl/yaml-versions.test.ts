import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readingOfVersions } from "./yaml-versions.ts";

describe("an unquoted scalar", () => {
  it.each([
    ..."y Y yes Yes YES n N no No NO on On ON off Off OFF".split(" "),
    ..."0b1 -0b10 0o17 017 -0777 0_7 08 019 0x_1f -0x1f +0x1F 1_000 1_0.5 .5_0 ._0 1_0e3".split(" "),
    ..."1:30 12:30:00 -190:20:30.15 2030-01-31 2001-1-1 2001-12-14t21:59:43.10-05:00 2030-01-31T12:00:00Z".split(
      " ",
    ),
    ..."1e3 1E-7 1.5e3 .5e3 = <<".split(" "),
    "2001-12-14 21:59:43.10 -5",
  ])("may mean two things: %s", (scalar) => {
    expect(readingOfVersions(scalar)).toBeDefined();
  });

  it.each([
    ..."true True TRUE false null Null ~ yEs oN ye yess offf None".split(" "),
    ..."0 -0 00 7 -12 +12 1.5 .5 1. -.5 1.5e+3 1.5e-3 1.e+3 0x1f .inf -.INF .nan".split(" "),
    ..."1.2.3 1st 12:30:00pm 10:99 2030-01 v1 v1beta1 $input.a <<< == a=b <= - ?".split(" "),
    "",
    "two words",
    "acs:fc:::services/shop.prod/functions/audit",
  ])("means one thing: %s", (scalar) => {
    expect(readingOfVersions(scalar)).toBeUndefined();
  });

  it("is found whenever the yaml library reads it as two things", () => {
    const scalar = fc
      .string({
        unit: fc.constantFrom(..."0123456789+-._:xobeETtZ yYnNoOfFsS<=~"),
        minLength: 1,
      })
      .map((text) => text.trim());
    const like = fc.stringMatching(/^[-+]?0?[box]?[0-9_]{1,4}([:.e][-+0-9_]{1,2}){0,3}$/);

    return fc.assert(
      fc.property(fc.oneof(scalar, like), (text) => {
        const [old, now] = [read(text, "1.1"), read(text, "1.2")];
        fc.pre(old !== undefined && now !== undefined);

        // The library takes `e1` for a number of YAML 1.1 and then fails to read it.
        fc.pre(!Number.isNaN(old) || Number.isNaN(now));

        if (!Object.is(old, now)) expect(readingOfVersions(text)).toBeDefined();
      }),
      { numRuns: 3_000 },
    );
  });

  it("takes linear time", () => {
    for (const unit of ["0", "0_", "9", "1:3", "e", "-", ".", "0x", "0b1"]) {
      expect(readingOfVersions(`${unit.repeat(200_000)}!`)).toBeUndefined();
    }
  });
});

/** A text as one reader has it; nothing when it is no scalar. */
function read(text: string, version: "1.1" | "1.2"): unknown {
  try {
    const [value] = parse(`- ${text}`, { version, logLevel: "silent" }) as readonly unknown[];
    const isScalar = typeof value !== "object" || value === null;
    return isScalar ? (value ?? null) : value instanceof Date ? value : undefined;
  } catch {
    return undefined;
  }
}
