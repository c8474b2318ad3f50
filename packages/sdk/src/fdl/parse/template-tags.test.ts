import { describe, expect, it } from "vitest";
import { checkFlow } from "../check/check-flow.ts";
import { isTemplateTag, templateTag } from "../shape/index.ts";
import { parseFlow } from "./parse-flow.ts";

const text = `version: v1
type: flow
steps:
  - type: task
    name: audit
    resourceArn: !Ref shop/audit
    inputMappings:
      - target: table
        source: !GetAtt orders.name
      - target: all
        source: [1, !Sub "\${a}-\${b}", { deep: !Ref c }]
    serviceParams:
      Input: !Join
        - "-"
        - [a, !Ref d]
`;

describe("tags of deployment tools", () => {
  it("are errors that say what to do", () => {
    const { flow, diagnostics } = parseFlow(text);

    expect(flow).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: "yaml-tag", severity: "error", line: 6, column: 18 },
      { code: "yaml-tag", line: 9, column: 17 },
      { code: "yaml-tag", line: 11, column: 21 },
      { code: "yaml-tag", line: 11, column: 47 },
      { code: "yaml-tag", line: 13, column: 14 },
      { code: "yaml-tag", line: 15, column: 15 },
    ]);
    expect(diagnostics[0]?.message).toContain("templateTags");
  });

  it("are kept on request", () => {
    const { flow, diagnostics, source } = parseFlow(text, { templateTags: "keep" });

    expect(diagnostics).toEqual([]);
    expect(flow?.steps[0]).toEqual({
      type: "task",
      name: "audit",
      resourceArn: templateTag("!Ref", "shop/audit"),
      inputMappings: [
        { target: "table", source: templateTag("!GetAtt", "orders.name") },
        {
          target: "all",
          source: [1, templateTag("!Sub", `\${a}-\${b}`), { deep: templateTag("!Ref", "c") }],
        },
      ],
      serviceParams: { Input: templateTag("!Join", ["-", ["a", templateTag("!Ref", "d")]]) },
    });
    const [task] = flow?.steps ?? [];
    expect(isTemplateTag(task?.type === "task" && task.resourceArn)).toBe(true);
    expect(isTemplateTag(task?.inputMappings?.[0]?.source)).toBe(true);
    expect(source.positionOf(["steps", 0, "resourceArn"])).toEqual({ line: 6, column: 23 });
    expect(source.positionOf(["steps", 0, "resourceArn"], "key")).toEqual({ line: 6, column: 5 });
  });

  it("can say how a function is invoked", () => {
    const { flow, diagnostics, source } = parseFlow(
      `version: v1
type: flow
steps:
  - type: task
    name: audit
    resourceArn: !Ref shop/audit
    pattern: sync
    serviceParams: { InvocationType: !Ref mode, StatefulAsyncInvocationID: !Ref id }
`,
      { templateTags: "keep" },
    );

    expect(diagnostics).toEqual([]);
    expect(checkFlow(flow as NonNullable<typeof flow>, { source })).toEqual([]);
    expect(flow?.steps[0]).toMatchObject({
      serviceParams: {
        InvocationType: templateTag("!Ref", "mode"),
        StatefulAsyncInvocationID: templateTag("!Ref", "id"),
      },
    });
  });

  it("are no mistake to the checker", () => {
    const { flow, source } = parseFlow(text, { templateTags: "keep" });

    const errors = checkFlow(flow as NonNullable<typeof flow>, { source }).filter(
      ({ severity }) => severity === "error",
    );

    expect(errors).toEqual([]);
  });

  it.each([
    ["!Ref", ""],
    ["!Ref 12", 12],
    ["!Ref 012", "012"],
    ["!Ref 1e3", "1e3"],
    ['!Ref "12"', "12"],
    ["!Ref true", true],
    ["!Ref yes", "yes"],
    ["!Ref null", null],
    ["!Ref ~", "~"],
    ["!Map { a: !Ref b }", { a: templateTag("!Ref", "b") }],
    ["!Sub |\n    two\n    lines", "two\nlines\n"],
  ])("hold what their text says: %s", (written, value) => {
    const { flow, diagnostics } = parseFlow(
      `version: v1\ntype: flow\nsteps: []\noutputMappings:\n- target: a\n  source: ${written}`,
      { templateTags: "keep" },
    );

    expect(diagnostics).toEqual([]);
    expect(flow?.outputMappings?.[0]?.source).toMatchObject({ value });
  });

  it.each([
    ["a step", "steps: [!Include other.yml]", "yaml-tag 3:18"],
    ["the steps", "steps: !Include other.yml", "yaml-tag 3:17"],
    ["a name", "steps: [{ type: pass, name: !Ref a }]", "yaml-tag 3:34"],
    ["a type", "steps: [{ type: !Ref a, name: a }]", "yaml-tag 3:22"],
    ["a number", "steps: []\ntimeoutSeconds: !Ref a", "yaml-tag 4:22"],
    ["a mapping", "steps: []\ninputMappings: [!Map { target: a, source: b }]", "yaml-tag 4:22"],
    ["a value of a few", "steps: [{ type: task, name: a, pattern: !Ref a }]", "yaml-tag 3:46"],
    ["a key", "steps: []\n!Ref a: 1", "yaml-not-json 4:6"],
    ["YAML's own", "steps: []\ntimeoutSeconds: !!int '1'", ""],
    ["YAML's own, but nothing JSON has", "steps: []\nname: !!binary aGk=", "yaml-not-json 4:16"],
    ["a language's", "steps: []\nname: !!python/object a", "yaml-tag 4:7"],
    ["a vocabulary's", "steps: []\nname: !<tag:example.com,2000:a> a", "yaml-tag 4:7"],
    ["with what no tag can be written with", "steps: []\nname: !a%20b c", "yaml-tag 4:7"],
    ["of no kind", "steps: []\nname: ! a", ""],
  ])("cannot be %s", (_, rest, expected) => {
    const { diagnostics } = parseFlow(`version: v1\ntype: flow\n${rest}`, { templateTags: "keep" });

    expect(diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`).join()).toBe(expected);
  });
});
