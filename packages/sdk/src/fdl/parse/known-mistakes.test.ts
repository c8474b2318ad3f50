import { describe, expect, it } from "vitest";
import { parseFlow } from "./parse-flow.ts";

/** What is found in a flow with these steps, which begin at its fourth line. */
function foundIn(steps: string) {
  const { diagnostics } = parseFlow(`version: v1\ntype: flow\nsteps:\n${steps}`);
  return {
    places: diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`),
    messages: diagnostics.map(({ message }) => message).join("\n"),
  };
}

describe("unknown keys", () => {
  it("are warned of wherever they are, with what was meant", () => {
    const { flow, diagnostics } = parseFlow(`version: v1
type: flow
timeout: 60
steps:
  - type: choice
    name: decide
    choises: []
    choices:
      - condition: $.a
        step: []
        goto: call
    default:
      gotto: call
  - type: parallel
    name: both
    branches:
      - steps: []
        name: left
  - type: foreach
    name: each
    iterationMapping:
      collection: $.all
      item: one
      indx: at
    steps: []
  - type: task
    name: call
    resourceArn: acs:fnf:::flow/billing
    serviceParams: { Anything: 1 }
    retry:
      - errors: [FnF.ALL]
        maxAttempt: 3
    catch:
      - errors: [FnF.ALL]
        goto: done
        steps: []
    inputMappings:
      - target: a
        sorce: 1
        source: { any: 1 }
  - type: succeed
    name: done
    end: true
`);

    expect(
      diagnostics.map(({ code, severity, line, column }) => `${code} ${severity} ${line}:${column}`),
    ).toEqual(
      [3, 7, 10, 13, 18, 24, 32, 36, 39, 43].map((line) =>
        expect.stringMatching(`unknown-key warning ${line}:`),
      ),
    );
    const meant = [
      "timeoutSeconds",
      "choices",
      "steps",
      "goto",
      '"steps"',
      "index",
      "maxAttempts",
      "siblings",
      "source",
    ];
    meant.forEach((word, index) => {
      expect(diagnostics[index]?.message).toContain(word);
    });
    expect(JSON.stringify(flow)).not.toMatch(/choises|gotto|indx|left|maxAttempt"|sorce|"end"/);
  });

  it("of CloudFlow state machines have another name here", () => {
    const { places, messages } = foundIn(`  - Type: Task
    Name: call
  - type: task
    name: call
    resourceArn: acs:fnf:::flow/billing
    InputConstructor: {}
    Timeout: 60
    Retry: []
    Next: other
`);

    expect(places).toEqual([
      "missing-attribute 4:5",
      "unknown-key 9:5",
      "unknown-key 10:5",
      "unknown-key 11:5",
      "unknown-key 12:5",
    ]);
    for (const word of ['"Type"', "inputMappings", "timeoutSeconds", '"retry"', "goto"]) {
      expect(messages).toContain(word);
    }
  });
});

describe("a known mistake is told with what to write", () => {
  // The `^` is not in the text: the mistake is found where it stands.
  it.each([
    ["a loop step", "unknown-step-type", "  - { type: ^loop, name: a, steps: [] }", "foreach"],
    ["a step of another language", "unknown-step-type", "  - { type: ^Map, name: a, steps: [] }", "foreach"],
    ["a misspelt step", "unknown-step-type", "  - { type: ^paralel, name: a, steps: [] }", '"parallel"'],
    ["a step with a capital", "unknown-step-type", "  - { type: ^Task, name: a }", '"task"'],
    ["a step without a type", "missing-attribute", "  - ^name: a", "type: task"],
    ["a step without a name", "missing-attribute", "  - ^type: pass", "name"],
    ["an empty value", "wrong-type", "  - type: pass\n    name: a\n    outputMappings:^", "take the key out"],
    ["an empty name", "wrong-type", "  - type: pass\n    name:^", "empty"],
    ["an empty pattern", "wrong-type", "  - { type: task, name: a, pattern: ^null }", "empty"],
    ["an end in quotes", "wrong-type", "  - { type: pass, name: a, end: ^'true' }", "quotes"],
    ["a number in quotes", "wrong-type", "  - { type: task, name: a, timeoutSeconds: ^'60' }", "quotes"],
    ["a name without quotes", "wrong-type", "  - { type: pass, name: ^1 }", "quotes"],
    ["an item that is none", "wrong-type", "  - type: pass\n    name: a\n  - ^just text", "mapping"],
    [
      "choices as a mapping",
      "wrong-type",
      "  - type: choice\n    name: a\n    choices:\n      ^condition: $.a",
      "- condition",
    ],
    ["branches of steps", "wrong-type", "  - { type: parallel, name: a, branches: [^[]] }", '"steps"'],
    [
      "a catch that leads nowhere",
      "missing-attribute",
      "  - { type: task, name: a, catch: [^{ errors: [FnF.ALL] }] }",
      "series",
    ],
    [
      "errors that are no list",
      "wrong-type",
      "  - { type: task, name: a, catch: [{ errors: ^FnF.ALL, goto: b }] }",
      "- FnF.ALL",
    ],
    [
      "mappings as a mapping",
      "wrong-type",
      "  - { type: pass, name: a, outputMappings: ^{ a: 1 } }",
      "- target",
    ],
    [
      "a value in capitals",
      "wrong-value",
      "  - { type: task, name: a, pattern: ^Sync }",
      "requestResponse or sync or waitForCallback",
    ],
    ["a type that is no text", "wrong-type", "  - { type: ^3, name: a }", "one of task, pass"],
    ["an end that is yes", "wrong-type", "  - { type: pass, name: a, end: ^yes }", "write end: true"],
    ["an end that is off", "wrong-type", "  - { type: pass, name: a, end: ^Off }", "write end: false"],
    ["a number in groups", "wrong-type", "  - { type: task, name: a, timeoutSeconds: ^1_000 }", "write 1000"],
    ["a step that is empty", "wrong-type", "  - type: pass\n    name: a\n  -^", "take the item out"],
    ["a choice without choices", "missing-attribute", "  - ^type: choice\n    name: a", "- condition"],
    [
      "a way without a condition",
      "missing-attribute",
      "  - { type: choice, name: a, choices: [^{ steps: [] }] }",
      "condition: $",
    ],
    [
      "a foreach over nothing",
      "missing-attribute",
      "  - ^type: foreach\n    name: a\n    steps: []",
      "collection",
    ],
    ["a retry for nothing", "missing-attribute", "  - { type: task, name: a, retry: [^{}] }", "[FC.Unknown]"],
    [
      "a mapping to nothing",
      "missing-attribute",
      "  - { type: pass, name: a, inputMappings: [^{ source: 1 }] }",
      "target: id",
    ],
    [
      "a mapping of nothing",
      "missing-attribute",
      "  - { type: pass, name: a, inputMappings: [^{ target: b }] }",
      "$input.order.id",
    ],
    [
      "a catch of branches",
      "unknown-key",
      "  - { type: parallel, name: a, branches: [], ^catch: [] }",
      "flow of its own",
    ],
    ["steps that are a mapping", "wrong-type", "  ^type: pass\n  name: a", "- type"],
  ])("%s", (_, code, marked, word) => {
    const before = marked.split("^")[0]?.split("\n") ?? [];

    const { places, messages } = foundIn(marked.replace("^", ""));

    expect(places).toEqual([`${code} ${before.length + 3}:${(before.at(-1)?.length ?? 0) + 1}`]);
    expect(messages).toContain(word);
  });

  it.each([
    ["a flow without a version", "type: flow\nsteps: []", "missing-attribute 1:1", "write version: v1"],
    ["a flow without a type", "version: v1\nsteps: []", "missing-attribute 1:1", "write type: flow"],
    ["nothing at all", "", "wrong-type 1:1", "begin with version: v1"],
    [
      "a flow with states",
      "version: v1\ntype: flow\nsteps: []\nStates: []",
      "unknown-key 4:1",
      'Flows have "steps" instead',
    ],
    ["states without a type", "States: []", "cloudflow-definition 1:1", "States and no type"],
  ])("%s", (_, text, place, word) => {
    const { diagnostics } = parseFlow(text);

    expect(diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([place]);
    expect(diagnostics[0]?.message).toContain(word);
  });

  it("each in the words of its step", () => {
    const { messages } = foundIn(
      "  - { type: foreach, name: each, iterationMapping: { collection: $.a }, steps: [{ type: wait, name: 3 }] }",
    );

    expect(messages).toContain('"iterationMapping.item" of step "each"');
    expect(messages).toContain('"name" of step number 1');
  });
});
