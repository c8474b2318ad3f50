import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFlow } from "../check/check-flow.ts";
import { parseFlow } from "./parse-flow.ts";

const callback = `# the vendor's own shape
version: v1beta1
type: flow
steps:
  - type: task
    name: audit
    resourceArn: 'acs:fc:::services/shop.prod/functions/audit'
    pattern: waitForCallback
    inputMappings:
      - { target: taskToken, source: $context.task.token }
      - target: limits
        source: { days: 2, tags: [a, "1"] }
    serviceParams:
      InvocationType: Async
    retry: &patient
      - errors: [FC.ResourceThrottled]
        maxAttempts: 5
  - type: task
    name: ship
    resourceArn: acs:fc:::functions/ship
    retry: *patient
`;

function found(text: string): readonly string[] {
  return parseFlow(text).diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe("a flow that can be read", () => {
  it("becomes plain data", () => {
    const { flow, diagnostics } = parseFlow(callback);

    expect(diagnostics).toEqual([]);
    const retry = [{ errors: ["FC.ResourceThrottled"], maxAttempts: 5 }];
    expect(flow).toStrictEqual({
      version: "v1beta1",
      type: "flow",
      steps: [
        {
          type: "task",
          name: "audit",
          resourceArn: "acs:fc:::services/shop.prod/functions/audit",
          pattern: "waitForCallback",
          inputMappings: [
            { target: "taskToken", source: "$context.task.token" },
            { target: "limits", source: { days: 2, tags: ["a", "1"] } },
          ],
          serviceParams: { InvocationType: "Async" },
          retry,
        },
        { type: "task", name: "ship", resourceArn: "acs:fc:::functions/ship", retry },
      ],
    });
  });

  it("is frozen all the way down", () => {
    const { flow } = parseFlow(callback);

    expect(Object.isFrozen(flow?.steps[0]?.inputMappings?.[1]?.source)).toBe(true);
  });

  it("reads the same with a byte order mark, with Windows line ends and as JSON", () => {
    const { flow } = parseFlow(callback);

    expect(parseFlow(`\ufeff${callback.replaceAll("\n", "\r\n")}`).flow).toEqual(flow);
    expect(parseFlow(JSON.stringify(flow)).flow).toEqual(flow);
    expect(parseFlow(JSON.stringify(flow, null, "\t")).flow).toEqual(flow);
  });

  it("keeps a key named __proto__ as a key", () => {
    const { flow } = parseFlow(
      "{ version: v1, type: flow, steps: [{ type: pass, name: a, outputMappings: [{ target: a, source: { __proto__: { b: 1 } } }] }] }",
    );

    const source = flow?.steps[0]?.outputMappings?.[0]?.source as object;
    expect(Object.getPrototypeOf(source)).toBe(Object.prototype);
    expect(Object.entries(source)).toEqual([["__proto__", { b: 1 }]]);
  });

  it("loses its unknown keys with a warning that says what was meant", () => {
    const { flow, diagnostics } = parseFlow(
      "version: v1\ntype: flow\nsteps:\n  - type: pass\n    name: a\n    outputMapping: []\n    __proto__: 1\n",
    );

    expect(flow).toStrictEqual({ version: "v1", type: "flow", steps: [{ type: "pass", name: "a" }] });
    expect(diagnostics).toMatchObject([
      { code: "unknown-key", severity: "warning", path: ["steps", 0, "outputMapping"], line: 6, column: 5 },
      { code: "unknown-key", severity: "warning", path: ["steps", 0, "__proto__"], line: 7, column: 5 },
    ]);
    expect(diagnostics[0]?.message).toContain('"outputMappings"');
  });

  it("knows where everything in it stands", () => {
    const { source } = parseFlow(callback, { filename: "audit.flow.yml" });

    expect(source.filename).toBe("audit.flow.yml");
    expect(source.positionOf(["steps", 0, "pattern"])).toEqual({ line: 8, column: 14 });
    expect(source.positionOf(["steps", 0, "pattern"], "key")).toEqual({ line: 8, column: 5 });
    expect(source.positionOf(["steps", 0, "timeoutSeconds"])).toEqual({ line: 5, column: 5 });
    expect(source.positionOf(["steps", 1, "retry", 0, "maxAttempts"])).toEqual({ line: 17, column: 22 });
    expect(source.positionOf([])).toEqual({ line: 2, column: 1 });
  });
});

describe("a text that is no flow", () => {
  it("is told by its shape, every mistake at its place", () => {
    const text = `version: v1.0
type: flow
steps:
  - name: typeless
  - { type: choice, name: decide }
  - { type: chioce, name: decide }
  - type: pass
    name: 1
    end:
  - just text
  - type: wait
    name: pause
    duration: true
  - type: task
    name: call
    serviceParams: { InvocationType: async }
    inputMappings:
      - target: a
    retry: FnF.ALL
`;

    expect(found(text)).toEqual([
      "wrong-value 1:10",
      "missing-attribute 4:5",
      "missing-attribute 5:5",
      "unknown-step-type 6:13",
      "wrong-type 8:11",
      "wrong-type 9:9",
      "wrong-type 10:5",
      "wrong-type 13:15",
      "wrong-value 16:38",
      "missing-attribute 18:9",
      "wrong-type 19:12",
    ]);
    expect(parseFlow(text).flow).toBeUndefined();
  });

  it.each([
    ["nothing at all", "", "wrong-type 1:1"],
    ["a scalar", "flow", "wrong-type 1:1"],
    ["a CloudFlow definition", "Type: StateMachine\nSpecVersion: v1\nStates: []", "cloudflow-definition 1:1"],
    ["broken YAML", "steps: [\n", "yaml-syntax 2:1"],
    ["two documents", "a: 1\n---\nb: 1", "yaml-syntax 2:1"],
    ["a deployment tool's tag", "resourceArn: !Ref Service/Function", "yaml-tag 1:14"],
    ["a key given twice", "type: flow\nsteps: []\ntype: flow", "yaml-duplicate-key 3:1"],
    ["an alias of nothing", "steps: *none", "yaml-alias 1:8"],
    ["an alias inside its own anchor", "steps: &all [*all]", "yaml-alias 1:14"],
    ["a number JSON has not", "timeoutSeconds: .inf", "yaml-not-json 1:17"],
    ["a key that is no string", "? [a]\n: 1", "yaml-not-json 1:1"],
    ["brackets without end", "[".repeat(100_000), "yaml-too-deep 1:257"],
    ["sequences without end", "- ".repeat(100_000), "yaml-too-deep 1:512"],
  ])("may be %s", (_, text, diagnostic) => {
    expect(found(text)).toEqual([diagnostic]);
  });

  it("may be larger than the service takes", () => {
    expect(parseFlow("#".repeat(1024 * 1024 + 1)).diagnostics).toMatchObject([{ code: "flow-too-large" }]);
  });

  it("may be an alias bomb", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
    );

    expect(parseFlow(["l0: &l0 x", ...levels].join("\n")).diagnostics).toMatchObject([
      { code: "yaml-too-many-values" },
    ]);
  });

  it("may be a chain of aliases", () => {
    const links = Array.from({ length: 300 }, (_, link) => `l${link + 1}: &l${link + 1} [*l${link}]`);

    expect(parseFlow(["l0: &l0 x", ...links].join("\n")).diagnostics[0]?.code).toBe("yaml-too-deep");
  });
});

describe("any text at all", () => {
  const change = fc.record({
    at: fc.nat(callback.length),
    remove: fc.nat(8),
    insert: fc.string({ unit: "binary", maxLength: 4 }),
  });
  const punctuation = fc.string({ unit: fc.constantFrom(..."[]{}:-?&*!|>'\"%@#,\n\t a1~"), maxLength: 60 });

  it("is answered with a flow or with an error, and never with an exception", () =>
    fc.assert(
      fc.property(fc.oneof(punctuation, fc.array(change, { minLength: 1, maxLength: 4 })), (input) => {
        const text =
          typeof input === "string"
            ? input
            : input.reduce(
                (now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove),
                callback,
              );

        const { flow, diagnostics, source } = parseFlow(text);

        expect(flow === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
        if (flow !== undefined) checkFlow(flow, { source });
      }),
      { numRuns: 500 },
    ));
});
