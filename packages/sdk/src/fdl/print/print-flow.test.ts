import { deepStrictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { arbitraryFlow, arbitraryTaggedFlow, arbitraryText } from "../../../test/support/arbitrary-flow.ts";
import { ConfigurationError } from "../../errors/configuration-error.ts";
import { parseFlow } from "../parse/parse-flow.ts";
import { isTemplateTag, templateTag } from "../shape/index.ts";
import type { Flow, Mapping, Step } from "../tree/index.ts";
import { printFlow } from "./print-flow.ts";

/** A flow of one step that puts out one constant. */
function flowWith(source: Mapping["source"]): Flow {
  return {
    version: "v1",
    type: "flow",
    steps: [{ type: "pass", name: "a", outputMappings: [{ target: "b", source }] }],
  };
}

function printed(source: Mapping["source"]): string {
  return printFlow(flowWith(source)).split("source:")[1] as string;
}

describe("printFlow", () => {
  it("writes keys in the order people write them in", () => {
    const flow = printFlow({
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
        {
          default: { goto: "last" },
          choices: [{ steps: [], goto: "last", condition: '$.a == "b: c"' }],
          name: "decide",
          type: "choice",
        },
        {
          steps: [{ name: "inner", type: "pass" }],
          iterationMapping: { index: "at", item: "one", collection: "$.all" },
          name: "each",
          type: "foreach",
        },
        {
          branches: [{ steps: [{ duration: 3, name: "pause", type: "wait" }] }, { steps: [] }],
          name: "both",
          type: "parallel",
        },
        { name: "last", type: "succeed" },
      ],
      type: "flow",
      version: "v1",
    });

    expect(flow).toMatchInlineSnapshot(`
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
        - type: choice
          name: decide
          choices:
            - condition: '$.a == "b: c"'
              steps: []
              goto: last
          default:
            goto: last
        - type: foreach
          name: each
          iterationMapping:
            collection: $.all
            item: one
            index: at
          steps:
            - type: pass
              name: inner
        - type: parallel
          name: both
          branches:
            - steps:
                - type: wait
                  name: pause
                  duration: 3
            - steps: []
        - type: succeed
          name: last
      "
    `);
  });

  it("quotes what a version of YAML would read as something else", () => {
    const texts = [
      "yes",
      "n",
      "null",
      "12:30:00",
      "2030-01-31",
      "017",
      "1_000",
      "1e3",
      "=",
      "<<",
      "- a",
      "a: b",
      "",
    ];

    expect(texts.map((text) => printed(text).trim())).toEqual(texts.map((text) => JSON.stringify(text)));
  });

  it("leaves plain what is plain", () => {
    const texts = [
      "$input.a[0]",
      "acs:fc:::services/s/functions/f",
      '$.a == "x" && $.b > 1',
      "it's 步骤, isn't it?",
    ];

    expect(texts.map((text) => printed(text).trim())).toEqual(texts);
  });

  it("writes several lines as they are", () => {
    expect(printed("first\n\n  second\n")).toBe(" |\n          first\n\n            second\n");
    expect(printed("first\nsecond")).toBe(" |-\n          first\n          second\n");
  });

  it("writes numbers so that both versions of YAML read them", () => {
    expect([1e21, 1.5e-7, -0, 12.5].map((number) => printed(number).trim())).toEqual([
      "1.0e+21",
      "1.5e-7",
      "-0.0",
      "12.5",
    ]);
  });

  it("writes tags as tags", () => {
    expect(printed(templateTag("!Ref", "shop/audit"))).toBe(" !Ref shop/audit\n");
    expect(printed(templateTag("!Ref", "12"))).toBe(' !Ref "12"\n');
    expect(printed([templateTag("!Join", ["a", { b: 1 }])])).toBe(
      "\n          - !Join\n            - a\n            - b: 1\n",
    );
  });

  it("leaves out what is undefined", () => {
    const way = { steps: undefined } as unknown as { steps: [] };

    expect(
      printFlow({
        version: "v1",
        type: "flow",
        steps: [{ type: "choice", name: "a", choices: [], default: way }],
      }),
    ).toBe(
      "version: v1\ntype: flow\nsteps:\n  - type: choice\n    name: a\n    choices: []\n    default: {}\n",
    );
  });
});

describe("a flow that nests too deep", () => {
  it.each([112, 1_000, 20_000])("%s choices is refused", (depth) => {
    let steps: readonly Step[] = [];
    for (let level = depth; level > 0; level--) {
      steps = [{ type: "choice", name: "a", choices: [{ condition: "$.a", steps }] }];
    }

    expect(() => printFlow({ version: "v1", type: "flow", steps })).toThrow(ConfigurationError);
  });
});

describe("any flow at all", () => {
  it("is read back as it was", () =>
    fc.assert(
      fc.property(arbitraryFlow, (original) => {
        const { flow, diagnostics } = parseFlow(printFlow(original));

        expect(diagnostics).toEqual([]);
        deepStrictEqual(flow, original);
      }),
      { numRuns: 300 },
    ));

  it("is read back with its tags", () =>
    fc.assert(
      fc.property(arbitraryTaggedFlow, (original) => {
        const { flow, diagnostics } = parseFlow(printFlow(original), { templateTags: "keep" });

        expect(diagnostics).toEqual([]);
        deepStrictEqual(flow, original);
        expect(tagsOf(flow).sort()).toEqual(tagsOf(original).sort());
      }),
      { numRuns: 300 },
    ));

  it("is one text, however it was written", () =>
    fc.assert(
      fc.property(arbitraryTaggedFlow, (original) => {
        const text = printFlow(original);

        expect(printFlow(parseFlow(text, { templateTags: "keep" }).flow as Flow)).toBe(text);
      }),
      { numRuns: 200 },
    ));

  it.each(["1.1", "1.2"] as const)("is the same data to a reader of YAML %s", (version) =>
    fc.assert(
      fc.property(arbitraryFlow, (original) => {
        deepStrictEqual(parse(printFlow(original), { version }), original);
      }),
      { numRuns: 200 },
    ),
  );

  it("has its texts as keys too, in both versions", () =>
    fc.assert(
      fc.property(
        arbitraryText,
        fc.string({ unit: "binary", minLength: 900, maxLength: 1100 }),
        (short, long) => {
          const original = flowWith(JSON.parse(JSON.stringify({ [short]: short, [long]: [long] })));
          const text = printFlow(original);

          for (const version of ["1.1", "1.2"] as const) {
            deepStrictEqual(parse(text, { version }), original);
          }
        },
      ),
      { numRuns: 300 },
    ));
});

/** Where tags are, and what they are: equality does not see the mark on them. */
function tagsOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = isTemplateTag(value) ? [`${path} ${value.tag}`] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => tagsOf(inner, `${path}/${key}`))];
}
