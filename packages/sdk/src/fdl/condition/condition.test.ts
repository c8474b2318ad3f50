import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../contract/json.ts";
import { parseReference } from "../reference/index.ts";
import { type Condition, evaluateCondition, formatCondition, parseCondition, partsOf } from "./index.ts";

function parsed(text: string): Condition {
  const { condition, error } = parseCondition(text);
  if (condition === undefined) throw new Error(`${text}: ${error.message}`);
  return condition;
}

const at = (text: string): Condition => {
  const { reference } = parseReference(text);
  if (reference === undefined) throw new Error(text);
  return { kind: "reference", reference };
};
const is = (value: string | number | boolean): Condition => ({ kind: "constant", value });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.stringMatching(/^\$(\.[A-Za-z_]\w*|\[\d{1,3}\]|\[\*\]){0,3}$/).map(at),
  fc
    .oneof(
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      // A text with a backtick has no double quote, backslash or line break: FDL cannot say it.
      fc
        .string({ unit: "binary" })
        .map((text) => (text.includes("`") ? text.replace(/["\\\n\r]/g, "") : text)),
    )
    .map(is),
);

const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constant("comparison" as const),
      operator: fc.constantFrom("==", "!=", "<", "<=", ">", ">="),
      left: tie("condition"),
      right: tie("condition"),
    }),
    fc.record({
      kind: fc.constantFrom("and", "or"),
      left: tie("condition"),
      right: tie("condition"),
    }),
    fc.record({ kind: fc.constant("not" as const), operand: tie("condition") }),
  ),
}));

describe("the text of a condition", () => {
  it("is read into its comparison", () => {
    expect(parsed('$.status=="open"')).toEqual({
      kind: "comparison",
      operator: "==",
      left: at("$.status"),
      right: is("open"),
    });
    expect(parsed("$.faces[0].index < $.count")).toMatchObject({
      operator: "<",
      left: at("$.faces[0].index"),
      right: at("$.count"),
    });
  });

  it.each<[string, string | number | boolean]>([
    ['"a b"', "a b"],
    ["`C:\\new`", "C:\\new"],
    ['`say "no"`', 'say "no"'],
    ['"a \\"b\\" \\\\ \\u00e4\\n"', 'a "b" \\ ä\n'],
    ['""', ""],
    ["1", 1],
    ["-1", -1],
    ["12.5", 12.5],
    ["-0.25e2", -25],
    ["true", true],
    ["false", false],
  ])("can be a constant: %s", (text, value) => {
    expect(parsed(text)).toEqual(is(value));
  });

  it("binds && tighter than ||, and groups from the left", () => {
    const [a, b, c] = [at("$.a"), at("$.b"), at("$.c")];

    expect(parsed("$.a || $.b && $.c")).toEqual({
      kind: "or",
      left: a,
      right: { kind: "and", left: b, right: c },
    });
    expect(parsed("$.a&&$.b&&$.c")).toEqual({
      kind: "and",
      left: { kind: "and", left: a, right: b },
      right: c,
    });
    expect(parsed("($.a || $.b) && !$.c")).toEqual({
      kind: "and",
      left: { kind: "or", left: a, right: b },
      right: { kind: "not", operand: c },
    });
  });

  it("can be written over several lines", () => {
    expect(parsed(" $.a\n  &&\t$.b ")).toEqual(parsed("$.a && $.b"));
  });

  it.each([
    ["", 0],
    ["  ", 2],
    ["$.a ==", 6],
    ["== 1", 0],
    ["$.a && ", 7],
    ["($.a", 4],
    ["$.a)", 3],
    ["()", 1],
    ['$.a == "open', 7],
    ["$.a == `open", 7],
    ["$.a == > 1", 7],
    ["$.a && || $.b", 7],
  ])("is malformed where it goes wrong: %j at %i", (text, offset) => {
    expect(parseCondition(text).error).toMatchObject({ reason: "malformed", offset });
  });

  it.each([
    ["$.a $.b", 4],
    ['$.a == "open\\"', 7],
    ["$.a = 1", 4],
    ["$.a === 1", 4],
    ["$.a !== 1", 4],
    ["$.a => 1", 4],
    ["$.a =< 1", 4],
    ["$.a <> 1", 4],
    ["$.a >> 1", 4],
    ['$.a !~ "b"', 4],
    ["$.a and $.b", 4],
    ["$.a or $.b", 4],
    ["not $.a", 0],
    ["$.a.length() > 1", 10],
    ["$.a-1 == 1", 3],
    ["$.a == .5", 7],
    ["$.a == 1.", 7],
    ["$.a == 0x10", 7],
    ["$.a == 01", 7],
    ["$.a == 1.2.3", 7],
    ["$.a == 1e999", 7],
    ["$.a == 12px", 7],
    ["$.a == “b”", 7],
    ["$.a ; $.b", 4],
    ["$.a == 'b'", 7],
    ["$input.a == 1", 0],
    ["$. == 1", 2],
    ["$.a.1 == 1", 4],
    ["$.a [0]", 4],
    ['$["a"] == 1', 2],
    ["$.order-id == 1", 7],
    ["1 < $context.step.eventId", 4],
    ['$.a in ["b"]', 4],
    ["length($.a) > 1", 0],
    ["$.a == null", 7],
    ["$.a == [1]", 7],
    ["$.a & $.b", 4],
    ["$.a | $.b", 4],
    ["$.a + 1 > 2", 4],
    ["-$.a > 2", 0],
    ['$.a =~ "b"', 4],
    ["1 < $.a < 3", 8],
    ["$.a == $.b == true", 11],
    ['$.a == "\\d"', 8],
    ["$.a == 1 ? 2 : 3", 9],
    ["$.a == open", 7],
    ["a == 1", 0],
  ])("is undocumented where the service may know more: %j at %i", (text, offset) => {
    expect(parseCondition(text).error).toMatchObject({ reason: "undocumented", offset });
  });

  it.each([
    ["$.a == 'b'", /double quotes or backticks/],
    ["$.a = 1", /==/],
    ["$.a => 1", />=/],
    ["$.a =< 1", /<=/],
    ["$.a <> 1", /!=/],
    ["$.a-1 > 2", /calculate/],
    ["$.a.length() > 2", /functions/],
    ["$.名字 == 1", /inputMappings/],
    ['$["a"] == 1', /inputMappings/],
    ["$.a and $.b", /&&/],
    ["$.a | $.b", /\|\|/],
    ["$.a == open", /double quotes.*\$\.key/],
    ["$local.a", /inputMappings/],
    ["1 < $.a < 3", /&&/],
  ])("is refused with what to write instead: %s", (text, advice) => {
    expect(parseCondition(text).error?.message).toMatch(advice);
  });

  it("is as its condition was written", () =>
    fc.assert(
      fc.property(anyCondition, (condition) => {
        expect(parseCondition(formatCondition(condition))).toEqual({ condition });
      }),
    ));

  it.each([
    ['(($.a == "x"))', '$.a == "x"'],
    ["($.a && $.b) && $.c", "$.a && $.b && $.c"],
    ["$.a && ($.b && $.c)", "$.a && ($.b && $.c)"],
    ["($.a && $.b) || $.c", "$.a && $.b || $.c"],
    ["($.a || $.b)&&($.c)", "($.a || $.b) && $.c"],
    ["($.a == $.b) == true", "($.a == $.b) == true"],
    ["!($.a)", "!$.a"],
    ["! ($.a == 1)", "!($.a == 1)"],
    ["`x`", '"x"'],
    ['"\\""', '`"`'],
  ])("has one canonical form: %s is %s", (text, canonical) => {
    expect(formatCondition(parsed(text))).toBe(canonical);
  });

  it.each<Condition>([
    is('a "and" a `'),
    is("` and \\"),
    is(Number.NaN),
    is(Number.POSITIVE_INFINITY),
    { kind: "reference", reference: { root: "input", segments: [] } },
  ])("does not exist for what FDL cannot say: %j", (condition) => {
    expect(() => formatCondition(condition)).toThrow(RangeError);
  });

  it("never makes the parser throw", () =>
    fc.assert(
      fc.property(
        fc
          .array(
            fc.oneof(
              fc.constantFrom(
                ..."$.a == != <= && || ! ( ) \" ` ' \\ true -1 1. $[ $x in = & ä 😀 \n".split(" "),
              ),
              fc.string({ maxLength: 2 }),
            ),
          )
          .map((pieces) => pieces.join("")),
        (text) => {
          const { condition, error } = parseCondition(text);

          expect(condition === undefined).toBe(error !== undefined);
          if (error !== undefined) {
            expect(error.offset).toBeGreaterThanOrEqual(0);
            expect(error.offset).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    ));

  it.each([
    ["parentheses", "(".repeat(500_000)],
    ["closed parentheses", `${"(".repeat(300)}$.a${")".repeat(300)}`],
    ["negations", `${"!".repeat(500_000)}$.a`],
    ["operators", `$.a${" && $.a".repeat(100_000)}`],
    ["quotes", '"\\'.repeat(250_000)],
    ["dots", `$${".a".repeat(250_000)} ==`],
  ])("cannot exhaust the parser with %s", (_what, text) => {
    expect(parseCondition(text).error).toBeDefined();
  });

  it("may be long, and is then still written and tried", () => {
    const text = Array.from({ length: 1_000 }, (_, index) => `$.s${index}`).join(" || ");

    expect(formatCondition(parsed(text))).toBe(text);
    expect(evaluateCondition(parsed(text), { s0: true })).toBe(true);
    expect(partsOf(parsed(text))).toHaveLength(1_999);
  });
});

describe("the parts of a condition", () => {
  it("are listed from left to right", () => {
    const condition = parsed("!$.a || $.b == 1");

    expect(partsOf(condition).map(({ kind }) => kind)).toEqual([
      "or",
      "not",
      "reference",
      "comparison",
      "reference",
      "constant",
    ]);
  });
});

describe("a condition holds", () => {
  const input: Json = {
    total: 120,
    status: "open",
    approved: true,
    refused: false,
    text: "true",
    none: null,
    list: [1, 2],
    object: { a: 1 },
    lines: [{ sku: "a" }, { sku: "b" }],
  };

  it.each([
    "$.total > 100",
    "$.total >= 120",
    "$.total <= 120",
    "$.total == 120.0",
    "-1 < $.total",
    '$.status == "open"',
    '$.status < "p"',
    '"Z" < "a"',
    "$.approved",
    "$.approved == true",
    "$.refused == false",
    '$.text == "true"',
    '$.lines[1].sku == "b"',
    "$.total > $.list[0]",
    "$.refused || $.approved",
    "$.missing || $.approved",
    '$.refused && $.approved || $.status == "open"',
    "!$.refused",
    "!$.missing",
    "true",
    "($.total > 100) == true",
    "$.total != 1",
    '$.total != "120"',
    "$.none == $.none",
  ])("for the data: %s", (text) => {
    expect(evaluateCondition(parsed(text), input)).toBe(true);
  });

  it.each([
    "$.total < 100",
    "$.total > 120",
    '$.status == "Open"',
    "$.refused",
    "false",
    "$.refused && $.approved",
    // Only the boolean holds on its own.
    "$.text",
    "$.total",
    "$.list",
    '"true"',
    // What is not there compares with nothing.
    "$.missing",
    "$.missing == 1",
    "$.missing != 1",
    "$.missing < 1",
    "$.missing == $.missing",
    "$.total.deeper == 1",
    // Types do not mix.
    '$.total == "120"',
    '$.total < "130"',
    "$.status > 1",
    "$.approved > $.refused",
    "$.none < 1",
    // Lists and objects do not compare.
    "$.list == $.list",
    "$.list != $.total",
    "$.object == $.object",
    "$ == 1",
  ])("not for: %s", (text) => {
    expect(evaluateCondition(parsed(text), input)).toBe(false);
  });
});
