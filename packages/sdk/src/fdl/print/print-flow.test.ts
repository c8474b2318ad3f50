import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Json } from "../../contract/json.ts";
import { parseFlow } from "../parse/parse-flow.ts";
import type { Flow, Mapping, Step } from "../tree/index.ts";
import { printFlow } from "./print-flow.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "yes",
    "on",
    "~",
    "12:30:00",
    "2001-12-14",
    "0o7",
    "1_000",
    "<<",
    "-",
    "a: b",
    "#",
    "__proto__",
  ),
);
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });
const some = <Shape extends object>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.record(shape, { requiredKeys: [], noNullPrototype: true });
const mappings = list(fc.record<Mapping>({ target: text, source: json }, { noNullPrototype: true }));
const base = { inputMappings: mappings, outputMappings: mappings };
const endable = { ...base, end: fc.boolean() };
const errors = list(text);

const step: fc.Arbitrary<Step> = fc.oneof(
  withRequired({ type: fc.constant("pass" as const), name: text }, endable),
  withRequired({ type: fc.constant("succeed" as const), name: text }, base),
  withRequired({ type: fc.constant("fail" as const), name: text }, { ...base, error: text, cause: text }),
  withRequired(
    { type: fc.constant("wait" as const), name: text },
    { ...endable, duration: fc.oneof(fc.nat(), text), timestamp: text },
  ),
  withRequired(
    { type: fc.constant("task" as const), name: text, resourceArn: text },
    {
      ...endable,
      pattern: fc.constantFrom("requestResponse" as const, "sync" as const, "waitForCallback" as const),
      timeoutSeconds: fc.nat(),
      serviceParams: some({
        InvocationType: fc.constantFrom("Sync" as const, "Async" as const),
        StatefulAsyncInvocationID: text,
        Input: json,
      }),
      errorMappings: mappings,
      retry: list(
        withRequired(
          { errors },
          {
            intervalSeconds: fc.nat(),
            maxIntervalSeconds: fc.nat(),
            maxAttempts: fc.nat(),
            multiplier: fc.double({ min: 1, max: 9 }),
          },
        ),
      ),
      catch: list(fc.record({ errors, goto: text }, { noNullPrototype: true })),
    },
  ),
);

const flow: fc.Arbitrary<Flow> = withRequired(
  {
    version: fc.constantFrom("v1" as const, "v1beta1" as const),
    type: fc.constant("flow" as const),
    steps: list(step),
  },
  { ...base, name: text, timeoutSeconds: fc.nat() },
);

function withRequired<Required extends object, Optional extends object>(
  required: { [Key in keyof Required]: fc.Arbitrary<Required[Key]> },
  optional: { [Key in keyof Optional]: fc.Arbitrary<Optional[Key]> },
): fc.Arbitrary<Required & Partial<Optional>> {
  return fc
    .tuple(fc.record(required, { noNullPrototype: true }), some(optional))
    .map(([always, sometimes]) => ({ ...sometimes, ...always }) as Required & Partial<Optional>);
}

describe("printFlow", () => {
  it("writes keys in the order people write them in", () => {
    const printed = printFlow({
      steps: [
        {
          end: true,
          catch: [{ goto: "last", errors: ["FnF.ALL"] }],
          serviceParams: { StatefulAsyncInvocationID: "$.id", InvocationType: "Async" },
          inputMappings: [{ source: "$context.execution.name", target: "id" }],
          timeoutSeconds: 60,
          pattern: "sync",
          resourceArn: "acs:fc:::services/shop.prod/functions/reserve",
          name: "reserve",
          type: "task",
        },
        { name: "last", type: "succeed" },
      ],
      type: "flow",
      version: "v1",
    });

    expect(printed).toMatchInlineSnapshot(`
      "version: v1
      type: flow
      steps:
        - type: task
          name: reserve
          resourceArn: acs:fc:::services/shop.prod/functions/reserve
          pattern: sync
          timeoutSeconds: 60
          inputMappings:
            - target: id
              source: $context.execution.name
          serviceParams:
            StatefulAsyncInvocationID: $.id
            InvocationType: Async
          catch:
            - errors:
                - FnF.ALL
              goto: last
          end: true
        - type: succeed
          name: last
      "
    `);
  });

  it("writes what parseFlow reads back as the same flow", () =>
    fc.assert(
      fc.property(flow, (original) => {
        const { flow: read, diagnostics } = parseFlow(printFlow(original));
        expect(diagnostics).toEqual([]);
        expect(read).toStrictEqual(original);
      }),
    ));

  it("writes what YAML 1.1 reads as the same data", () =>
    fc.assert(
      fc.property(flow, (original) => {
        expect(parse(printFlow(original), { version: "1.1" })).toStrictEqual(original);
      }),
    ));

  it("writes equal flows as one text", () =>
    fc.assert(
      fc.property(flow, (original) => {
        const printed = printFlow(original);
        expect(printFlow(parseFlow(printed).flow as Flow)).toBe(printed);
      }),
    ));
});
