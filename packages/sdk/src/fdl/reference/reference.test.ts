import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../contract/json.ts";
import {
  formatReference,
  isReferenceText,
  isStepReferenceText,
  parseReference,
  type Reference,
  type ReferenceScope,
  resolveReference,
} from "./index.ts";

const reference: fc.Arbitrary<Reference> = fc.record({
  root: fc.constantFrom("input", "local", "context", "step"),
  segments: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("key" as const), name: fc.stringMatching(/^[A-Za-z_]\w*$/) }),
      fc.record({ kind: fc.constant("index" as const), index: fc.nat() }),
      fc.constant({ kind: "wildcard" as const }),
    ),
  ),
});

function resolve(text: string, scope: ReferenceScope): Json | "nothing" {
  const parsed = parseReference(text);
  if (parsed.reference === undefined) throw new Error(parsed.error.message);
  const resolved = resolveReference(parsed.reference, scope);
  return resolved.found ? resolved.value : "nothing";
}

describe("the text of a reference", () => {
  it("is read into its root and segments", () => {
    expect(parseReference("$input.lines[0].sku")).toEqual({
      reference: {
        root: "input",
        segments: [
          { kind: "key", name: "lines" },
          { kind: "index", index: 0 },
          { kind: "key", name: "sku" },
        ],
      },
    });
    expect(parseReference("$")).toEqual({ reference: { root: "step", segments: [] } });
    expect(parseReference("$.id")).toEqual({
      reference: { root: "step", segments: [{ kind: "key", name: "id" }] },
    });
  });

  it("is written as it was read", () =>
    fc.assert(
      fc.property(reference, (written) => {
        expect(parseReference(formatReference(written))).toEqual({ reference: written });
      }),
    ));

  it.each([
    ["", 0],
    ["input.a", 0],
    ["$inputs.a", 0],
    ["$input.", 7],
    ["$input..a", 7],
    ["$input.1a", 7],
    ["$input.order-id", 12],
    ["$input a", 6],
    ["$input.a ", 8],
    ["$local[", 7],
    ["$local[]", 7],
    ["$local[-1]", 7],
    ["$local[1", 8],
    ["$local['a']", 7],
    ["$local[*]x", 9],
    ["$local.*", 7],
    ["$input.😀", 7],
  ])("is refused where it goes wrong: %j at %i", (text, offset) => {
    const { error } = parseReference(text);

    expect(error?.offset).toBe(offset);
  });

  it("never makes the parser throw", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."$input.local[*]0ä \n") }), (text) => {
        const { reference, error } = parseReference(text);
        expect(reference === undefined).toBe(error !== undefined);
      }),
    ));

  it("is told from a constant by how it begins, as FDL does", () => {
    expect(["$input", "$local.a", "$context.x", "$inputs"].every(isReferenceText)).toBe(true);
    expect(["input", " $input", "$", "$.a", "$Input", "US$input"].some(isReferenceText)).toBe(false);
    expect(["$", "$.a", "$5"].every(isStepReferenceText)).toBe(true);
    expect(isStepReferenceText("5$")).toBe(false);
  });
});

describe("the value of a reference", () => {
  const scope: ReferenceScope = {
    input: { order: { id: "o-1" }, lines: [{ sku: "a" }, { sku: "b" }], none: null },
    local: [{ parts: [1, 2] }, {}, { parts: [3] }],
    context: { task: { token: "t" } },
    step: { id: "s" },
  };

  it.each<[string, Json]>([
    ["$input.order.id", "o-1"],
    ["$input.lines[1].sku", "b"],
    ["$input.none", null],
    ["$input.lines[*].sku", ["a", "b"]],
    ["$local[*]", [{ parts: [1, 2] }, {}, { parts: [3] }]],
    ["$local[*].parts", [[1, 2], [3]]],
    ["$local[*].parts[*]", [1, 2, 3]],
    ["$local[*].nothing", []],
    ["$context.task.token", "t"],
    ["$", { id: "s" }],
    ["$.id", "s"],
  ])("%s", (text, value) => {
    expect(resolve(text, scope)).toEqual(value);
  });

  it.each([
    "$input.missing",
    "$input.order[0]",
    "$input.order[*]",
    "$input.lines[2]",
    "$input.lines.length",
    "$input.order.id.length",
    "$input.constructor",
    "$input.none.a",
  ])("%s is found nowhere", (text) => {
    expect(resolve(text, scope)).toBe("nothing");
  });

  it("is found nowhere when its root has no value", () => {
    expect(resolve("$local", {})).toBe("nothing");
  });
});
