import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../errors/configuration-error.ts";
import { printFlow } from "../print/print-flow.ts";
import type { Flow, Step } from "../tree/index.ts";
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

/** A flow of one step, to which attributes can be added. */
function flowOf(type: string, name: string): string {
  return `version: v1\ntype: flow\nsteps:\n  - type: ${type}\n    name: ${name}\n`;
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
    serviceParams: { InvocationType: 3 }
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
      "wrong-type 16:38",
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
    ["a key that is no string", "? [a]\n: 1", "yaml-not-json 1:3"],
    ["brackets without end", "[".repeat(100_000), "yaml-too-deep 1:451"],
    ["sequences without end", "- ".repeat(100_000), "yaml-too-deep 1:900"],
  ])("may be %s", (_, text, diagnostic) => {
    expect(found(text)).toEqual([diagnostic]);
  });

  it("may be larger than the service takes, or than somebody allows", () => {
    const text = `version: v1\ntype: flow\nsteps: []\n${"#".repeat(1024 * 1024)}`;

    expect(found(text)).toEqual(["flow-too-large undefined:undefined"]);
    expect(parseFlow(text, { maxBytes: 2_000_000 }).diagnostics).toEqual([]);
    expect(parseFlow("name: 步骤", { maxBytes: 11 }).diagnostics).toMatchObject([{ code: "flow-too-large" }]);
    expect(parseFlow("name: 步骤", { maxBytes: 12 }).diagnostics).not.toMatchObject([
      { code: "flow-too-large" },
    ]);
  });

  it.each([
    [
      "UTF-16 read as UTF-8",
      Buffer.from("version: v1\n", "utf16le").toString("utf8"),
      "yaml-characters error 1:2",
    ],
    ["a control character", "version: v1\nname: a\u0007", "yaml-characters error 2:8"],
    ["bytes of another encoding", `${flowOf("pass", "a")}    # \ufffd\ufffd`, "yaml-characters warning 6:7"],
    ["half a character", `${flowOf("pass", "a")}    # \ud83d`, "yaml-characters warning 6:7"],
    ["tabs for spaces", "version: v1\ntype: flow\nsteps:\n\t- type: pass", "yaml-syntax error 4:1"],
  ])("may be %s", (_, text, diagnostic) => {
    const [first] = parseFlow(text).diagnostics;

    expect(`${first?.code} ${first?.severity} ${first?.line}:${first?.column}`).toBe(diagnostic);
  });

  it("may be more mistakes than anybody reads", () => {
    const { flow, diagnostics } = parseFlow(`version: v1\ntype: flow\nsteps: [${"1,".repeat(2_000)}]`);

    expect(flow).toBeUndefined();
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics[99]).toMatchObject({ code: "wrong-type", line: 3, column: 207 });
    expect(diagnostics[100]).toMatchObject({ code: "more-diagnostics", severity: "error" });
    expect(diagnostics[100]?.message).toContain("1900");
  });

  it("may have its one error behind more warnings than anybody reads", () => {
    const keys = Array.from({ length: 2_000 }, (_, key) => `    key${key}: 1\n`).join("");

    const { flow, diagnostics } = parseFlow(`${flowOf("pass", "a")}${keys}    end: 1\n`);

    expect(flow).toBeUndefined();
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics[99]).toMatchObject({ code: "wrong-type", severity: "error", line: 2006 });
    expect(diagnostics[100]?.message).toContain("1901");
  });

  it("may have very long words, which messages cut short", () => {
    const long = "k".repeat(10_000);
    const texts = [
      `${flowOf("pass", "a")}    ${long}: 1`,
      flowOf("pass", long).replace("pass", long),
      `a: *${long}`,
      `a: !${long} b`,
      `"${long}": 1\n"${long}": 2`,
      `${flowOf("pass", `"${long}"`)}    end: 1`,
      `a: ${long}: b`,
    ];

    for (const { message } of texts.flatMap((text) => parseFlow(text).diagnostics)) {
      expect(message.length).toBeLessThan(500);
    }
  });

  it("may be brackets that close nothing", () => {
    const { diagnostics } = parseFlow("]".repeat(500_000));

    expect(diagnostics).toHaveLength(20);
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
    const links = Array.from({ length: 500 }, (_, link) => `l${link + 1}: &l${link + 1} [*l${link}]`);

    expect(parseFlow(["l0: &l0 x", ...links].join("\n")).diagnostics[0]?.code).toBe("yaml-too-deep");
  });
});

describe("a text that YAML 1.1 and 1.2 read as two things", () => {
  it("is warned of where it is, and read as YAML 1.2 has it", () => {
    const { flow, diagnostics } = parseFlow(`version: v1
type: flow
steps:
  - type: fail
    name: on
    cause: "yes"
    error: yes
  - type: pass
    name: map
    outputMappings:
      - target: y
        source: { on: 017, until: 2030-01-31, hour: 12:30:00, ratio: 1e3, quoted: 'no', text: !!str no }
`);

    expect(
      diagnostics.map(({ code, severity, line, column }) => `${code} ${severity} ${line}:${column}`),
    ).toEqual(
      ["5:11", "7:12", "11:17", "12:19", "12:23", "12:35", "12:53", "12:70"].map(
        (place) => `yaml-1.1-scalar warning ${place}`,
      ),
    );
    expect(flow?.steps[0]).toMatchObject({ name: "on", error: "yes" });
    expect(flow?.steps[1]?.outputMappings?.[0]).toEqual({
      target: "y",
      source: { on: 17, until: "2030-01-31", hour: "12:30:00", ratio: 1000, quoted: "no", text: "no" },
    });
  });

  it("is read so even when the text says which version it is", () => {
    const { flow, diagnostics } = parseFlow(
      "%YAML 1.1\n---\nversion: v1\ntype: flow\nsteps: [{ type: fail, name: a, error: yes }]\n",
    );

    expect(diagnostics).toMatchObject([{ code: "yaml-1.1-scalar", line: 5 }]);
    expect(flow?.steps[0]).toMatchObject({ error: "yes" });
  });

  it("is no mistake where the documents write it so", () => {
    const { diagnostics } = parseFlow(
      "version: v1\ntype: flow\nsteps:\n  - type: wait\n    name: a\n    timestamp: 2030-01-31T12:00:00Z\n",
    );

    expect(diagnostics).toEqual([]);
  });

  it("is warned of once, however often an alias copies it", () => {
    expect(
      found(
        "version: v1\ntype: flow\nsteps: []\ninputMappings: &a [{ target: n, source: 1 }]\noutputMappings: *a",
      ),
    ).toEqual(["yaml-1.1-scalar 4:30"]);
  });

  it("may be a merge key", () => {
    const { flow, diagnostics } = parseFlow(`version: v1
type: flow
steps:
  - &first
    type: task
    name: first
    resourceArn: acs:fnf:::flow/billing
    retry: [{ errors: [FnF.ALL] }]
  - <<: *first
    name: second
  - <<: [{ name: third }, *first]
    retry: []
outputMappings:
  - target: quoted
    source: { "<<": { a: 1 } }
`);

    expect(diagnostics).toMatchObject([
      { code: "yaml-merge-key", severity: "warning", line: 9, column: 5 },
      { code: "yaml-merge-key", severity: "warning", line: 11, column: 5 },
    ]);
    const step = { type: "task", resourceArn: "acs:fnf:::flow/billing" };
    expect(flow?.steps.slice(1)).toEqual([
      { ...step, name: "second", retry: [{ errors: ["FnF.ALL"] }] },
      { ...step, name: "third", retry: [] },
    ]);
    expect(flow?.outputMappings?.[0]?.source).toEqual({ "<<": { a: 1 } });
  });
});

describe("comments of the text", () => {
  it("suppress warnings, where they are for and everywhere", () => {
    const text = `${flowOf("pass", "a")}    # fnfkit-ignore unknown-key -- the vendor's console writes it
    note: 1
    other: 2
    outputMappings: [{ target: y, source: yes }]
`;

    expect(found(text)).toEqual(["unknown-key 8:5", "yaml-1.1-scalar 9:32", "yaml-1.1-scalar 9:43"]);
    expect(found(`# fnfkit-ignore-file yaml-1.1-scalar\n${text}`)).toEqual(["unknown-key 9:5"]);
  });

  it("do not suppress errors", () => {
    expect(found(`${flowOf("pass", "a")}    end: 1 # fnfkit-ignore wrong-type`)).toEqual(["wrong-type 6:10"]);
  });
});

describe("a number with more digits than JSON keeps", () => {
  it.each([
    ["12345678901234567890", 12345678901234567000],
    ["9007199254740993", 9007199254740992],
    ["0.12345678901234567891", 0.12345678901234568],
    ["1.0000000000000000000001e+3", 1000],
  ])("is warned of where it is: %s", (written, number) => {
    const { flow, diagnostics } = parseFlow(sourceOf(written));

    expect(diagnostics).toMatchObject([{ code: "number-inexact", severity: "warning", line: 6, column: 11 }]);
    expect(flow?.outputMappings?.[0]?.source).toBe(number);
  });

  it.each(["9007199254740992", "100000000000000000000000", "0.30000000000000004", '"9007199254740993"', "1"])(
    "is not %s",
    (written) => {
      expect(found(sourceOf(written))).toEqual([]);
    },
  );

  it("may be a key, and a comment may accept it", () => {
    const text = sourceOf("{ 9007199254740993: 1 }");

    expect(found(text)).toEqual(["number-inexact 6:13"]);
    expect(found(`# fnfkit-ignore-file number-inexact\n${text}`)).toEqual([]);
  });

  function sourceOf(written: string): string {
    return `version: v1\ntype: flow\nsteps: []\noutputMappings:\n- target: a\n  source: ${written}`;
  }
});

describe("a flow that nests", () => {
  it.each([100, 111])("%s choices deep is read back as it is printed", (depth) => {
    const flow = nested(depth);

    expect(parseFlow(printFlow(flow))).toMatchObject({ diagnostics: [], flow });
  });

  it("deeper than is read is told where", () => {
    const brackets = `version: v1\nname: ${"[".repeat(500)}${"]".repeat(500)}`;

    expect(found(brackets)).toEqual(["yaml-too-deep 2:456"]);
  });
});

/** A flow of this many choices inside each other. */
function nested(depth: number): Flow {
  let steps: readonly Step[] = [{ type: "pass", name: "innermost" }];
  for (let level = depth; level > 0; level--) {
    steps = [{ type: "choice", name: `level-${level}`, choices: [{ condition: "$.a", steps }] }];
  }
  return { version: "v1", type: "flow", steps };
}

describe("what is no text", () => {
  it("is refused with what to do", () => {
    const bytes = Buffer.from("version: v1") as unknown as string;

    expect(() => parseFlow(bytes)).toThrow(ConfigurationError);
    expect(() => parseFlow(bytes)).toThrow(/toString\("utf8"\)/);
  });
});
