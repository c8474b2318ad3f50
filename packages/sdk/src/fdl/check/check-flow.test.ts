import { describe, expect, it } from "vitest";
import { isConfigurationError } from "../../errors/configuration-error.ts";
import { parseFlow } from "../parse/parse-flow.ts";
import type { Flow, Step, TaskStep } from "../tree/index.ts";
import { type CheckOptions, checkFlow } from "./check-flow.ts";

function check(text: string, rules: NonNullable<CheckOptions["rules"]> = {}): readonly string[] {
  const { flow, diagnostics, source } = parseFlow(text);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return checkFlow(flow, { source, rules }).map(({ code, line, column }) => `${code} ${line}:${column}`);
}

function flowOf(...steps: readonly Step[]): Flow {
  return { version: "v1", type: "flow", steps };
}

function task(attributes: Partial<TaskStep>): TaskStep {
  const resourceArn = "acs:fc:::services/shop/functions/call";
  return { type: "task", name: "a", resourceArn, ...attributes };
}

function pass(source: string): Step {
  return { type: "pass", name: "a", inputMappings: [{ target: "x", source }] };
}

describe("a flow without its text", () => {
  it("is checked too: what is found has a path but no line", () => {
    const [diagnostic] = checkFlow(flowOf({ type: "wait", name: "a" }));

    expect(diagnostic).toMatchObject({ code: "wait-attributes", severity: "error", path: ["steps", 0] });
    expect(diagnostic).not.toHaveProperty("line");
  });
});

describe("what is found", () => {
  it("comes in the order of the definition, key by key", () => {
    const text = `
timeoutSeconds: 0
version: v1
type: flow
steps:
  - timestamp: tomorrow
    type: wait
    name: 1st
  - type: choice
    choices:
      - condition: $.a == true
        steps:
          - { type: wait, name: 2nd, duration: "60" }
        goto: nowhere
    name: 3rd
inputMappings:
  - { target: a, source: $local.a }
`;

    expect(check(text)).toEqual([
      "timeout-range 2:17",
      "wait-value 6:16",
      "step-name 8:11",
      "step-name 13:33",
      "wait-duration 13:48",
      "goto-target 14:15",
      "step-name 15:11",
      "reference-root 17:26",
    ]);
  });

  it("says what was probably meant", () => {
    const text = `
version: v1
type: flow
steps:
  - type: task
    name: call
    resourceArn: acs:fc:::services/shop/functions/call
    catch: [{ errors: [FnF.All], goto: clal }]
`;
    const { flow } = parseFlow(text);

    const messages = checkFlow(flow as Flow).map(({ message }) => message);

    expect(messages[0]).toContain("FnF.ALL");
    expect(messages[1]).toContain('"call"');
  });

  it.each<[string, Step, RegExp]>([
    ["a resource of flows", task({ resourceArn: "acs:fnf:::flows/x" }), /acs:fnf:::flow\/FLOW/],
    ["a resource of queues", task({ resourceArn: "acs:mns:::queues/q/messages" }), /acs:mns:::\/queues/],
    ["a template", task({ resourceArn: "{{fn}}" }), /not resolved/],
    ["a template in a resource", task({ resourceArn: "acs:fc:::services/{{s}}/functions" }), /not resolved/],
    ["a longer root", pass("$inputs.x"), /did you mean "\$input\.x"/],
    ["another longer root", pass("$locals.x"), /Step "a" .* did you mean "\$local\.x"/],
    ["a key of other letters", pass("$input.名字"), /Step "a" .* letters, digits and _/],
    ["a path of the step's input", pass("$.x"), /Step "a" .* \$input/],
  ])("says what to write instead of %s", (_what, step, advice) => {
    const messages = checkFlow(flowOf(step)).map(({ message }) => message);

    expect(messages).toEqual([expect.stringMatching(advice)]);
  });

  it("says how an error can be read once it is caught", () => {
    const call = task({ catch: [{ errors: ["FnF.ALL"], goto: "a" }], end: true });

    const messages = checkFlow(flowOf({ ...call, name: "call" }, pass("$local.error"))).map(
      (one) => one.message,
    );

    expect(messages).toEqual([expect.stringMatching(/"call" .* errorMappings .* source: \$local\.error/)]);
  });
});

const text = `version: v1
type: flow
steps:
  - type: wait
    name: 1st
    duration: 172801
  - { type: wait, name: 2nd, duration: 172801 }
`;

describe("a setting", () => {
  it("makes a rule more or less serious, or turns it off", () => {
    const { flow, source } = parseFlow(text);

    const found = checkFlow(flow as Flow, {
      source,
      rules: { "step-name": "error", "wait-too-long": "off" },
    });

    expect(found).toMatchObject([
      { code: "step-name", severity: "error", line: 5 },
      { code: "step-name", severity: "error", line: 7 },
    ]);
  });

  it("that is undefined leaves a rule as it is", () => {
    expect(check(text, { "step-name": undefined, "wait-too-long": "off" })).toEqual([
      "step-name 5:11",
      "step-name 7:25",
    ]);
  });

  it.each([
    ["a rule that there is not", { "step-names": "off" }],
    ["a key that every object has", { constructor: "off" }],
    ["a severity that there is not", { "step-name": "fatal" }],
  ])("is refused when it names %s", (_, rules) => {
    expect(() => checkFlow(flowOf(), { rules: rules as CheckOptions["rules"] & object })).toThrowError(
      expect.toSatisfy(isConfigurationError),
    );
  });

  it("is refused with the code that was probably meant", () => {
    const rules = { "step-nam": "off" } as CheckOptions["rules"] & object;

    expect(() => checkFlow(flowOf(), { rules })).toThrowError('did you mean "step-name"?');
  });
});

describe("a comment", () => {
  it("on a line of its own suppresses what it names on the next line with content", () => {
    expect(
      check(text.replace("    name: 1st", "    # fnfkit-ignore step-name\n\n    # why\n    name: 1st")),
    ).toEqual(["wait-too-long 9:15", "step-name 10:25", "wait-too-long 10:40"]);
  });

  it("at the end of a line suppresses what it names on that line", () => {
    expect(
      check(text.replace("2nd, duration: 172801 }", "$& # fnfkit-ignore step-name, wait-too-long")),
    ).toEqual(["step-name 5:11", "wait-too-long 6:15"]);
  });

  it("speaks for the whole text when it says so, and may give a reason", () => {
    expect(check(`# fnfkit-ignore-file step-name -- older than, the rule\r\n${text}`)).toEqual([
      "wait-too-long 7:15",
      "wait-too-long 8:40",
    ]);
  });

  it("above a step is for the step's first line, not for the lines below it", () => {
    expect(check(text.replace("  - type", "  # fnfkit-ignore wait-too-long\n  - type"))).toEqual([
      "step-name 6:11",
      "wait-too-long 7:15",
      "step-name 8:25",
      "wait-too-long 8:40",
      "suppression-unused 4:19",
    ]);
  });

  it("that names no code, or one that there is not, is found itself", () => {
    const { flow, source } = parseFlow(`# fnfkit-ignore-file\n# fnfkit-ignore-file step-names\n${text}`);

    const found = checkFlow(flow as Flow, { source, rules: { "step-name": "off", "wait-too-long": "off" } });

    expect(found).toMatchObject([
      { code: "suppression-unknown", severity: "warning", line: 1, column: 1 },
      { code: "suppression-unknown", severity: "warning", line: 2, column: 22 },
    ]);
    expect(found[1]?.message).toContain('"step-name"');
  });

  it.each([
    "fnfkit-ignore: step-name",
    "fnfkit-ignore-next-line step-name",
    "fnfkit-ignor step-name",
    "Fnfkit-Ignore x",
  ])("that is nearly a directive is found itself: # %s", (comment) => {
    expect(check(text.replace("    name: 1st", `    # ${comment}\n$&`))).toEqual([
      "step-name 6:11",
      "wait-too-long 7:15",
      "step-name 8:25",
      "wait-too-long 8:40",
      "suppression-unknown 5:5",
    ]);
  });

  it("may name a rule that is off, and a code of parseFlow", () => {
    const comment = "# fnfkit-ignore-file wait-value, unknown-key, goto-target\n";

    expect(
      check(`${comment}${text}`, { "wait-value": "off", "step-name": "off", "wait-too-long": "off" }),
    ).toEqual(["suppression-unused 1:47"]);
    expect(check(`${comment}${text}`, { "suppression-unused": "off", "step-name": "off" })).toHaveLength(2);
  });

  it("is no comment inside a text", () => {
    const hidden = text.replace("name: 1st", 'name: "1st # fnfkit-ignore step-name"');

    expect(check(hidden)[0]).toBe("step-name 5:11");
  });
});

describe("a flow of unusual size", () => {
  it("may be nested thousands of levels deep", () => {
    let steps: readonly Step[] = [{ type: "wait", name: "innermost", duration: 172_801 }];
    for (let level = 0; level < 5_000; level++) {
      steps =
        level % 2 === 0
          ? [{ type: "choice", name: `c${level}`, choices: [{ condition: "$.a == true", steps }] }]
          : [{ type: "parallel", name: `p${level}`, branches: [{ steps }] }];
    }

    const found = checkFlow(flowOf(...steps), {});

    expect(found.map(({ code }) => code)).toContain("wait-too-long");
  });
});
