import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import { describe, expect, it } from "vitest";
import { answers, fakeHost } from "../../test/support/fake-host.ts";

const { run } = fakeHost({
  double: ({ input }, tell) => answers({ doubled: 2 * (input.n as number) })({} as never, tell),
});

describe("what a step reads and puts out", () => {
  it("is by default all there is, local over input", () => {
    const execution = run(
      {
        steps: [
          { type: "pass", name: "a", outputMappings: [{ target: "n", source: 2 }] },
          { type: "task", name: "b", resourceArn: "double" },
        ],
      },
      { n: 1, kept: true },
    );

    expect(execution.output).toEqual({ n: 2, doubled: 4 });
    expect(execution.events.filter(({ type }) => type === "StepStarted").at(-1)?.detail).toEqual({
      input: { n: 2, kept: true },
    });
  });

  it("keeps any key, also one that JavaScript has a meaning for", () => {
    const odd = JSON.parse('{"__proto__":{"a":1}}');
    const target = "__proto__";

    const merged = run(
      { steps: [{ type: "pass", name: "a", outputMappings: [{ target, source: 2 }] }] },
      odd,
    );
    const taken = run(
      { steps: [{ type: "pass", name: "a" }], outputMappings: [{ target, source: "$input" }] },
      odd,
    );

    expect(JSON.stringify(merged.output)).toBe('{"__proto__":2}');
    expect(JSON.stringify(taken.output)).toBe('{"__proto__":{"__proto__":{"a":1}}}');
  });

  it("merges over such a key too", () => {
    const odd = JSON.parse('{"b":1,"__proto__":1}');

    const { events } = run(
      {
        steps: [
          { type: "pass", name: "a", outputMappings: [{ target: "__proto__", source: { c: 2 } }] },
          { type: "pass", name: "b" },
        ],
      },
      odd,
    );

    const started = events.find(({ type, stepName }) => type === "StepStarted" && stepName === "b");
    expect(JSON.stringify(started?.detail)).toBe('{"input":{"b":1,"__proto__":{"c":2}}}');
  });

  it("is only what is mapped, when it is mapped", () => {
    const execution = run(
      {
        inputMappings: [{ target: "order", source: "$input.body.order" }],
        steps: [
          {
            type: "task",
            name: "a",
            resourceArn: "double",
            inputMappings: [
              { target: "n", source: "$input.order.count" },
              { target: "note", source: "plain text" },
            ],
            outputMappings: [
              { target: "result", source: "$local.doubled" },
              { target: "note", source: "$input.note" },
            ],
          },
        ],
        outputMappings: [
          { target: "id", source: "$input.order.id" },
          { target: "all", source: "$local" },
        ],
      },
      { body: { order: { id: "o", count: 21 } } },
    );

    expect(execution.output).toEqual({ id: "o", all: { result: 42, note: "plain text" } });
  });

  it("shallowly overwrites what earlier steps put out", () => {
    const output = (value: JsonObject) => [{ target: "x", source: value }];

    const execution = run({
      steps: [
        { type: "pass", name: "a", outputMappings: output({ deep: 1 }) },
        { type: "pass", name: "b", outputMappings: output({ other: 2 }) },
      ],
    });

    expect(execution.output).toEqual({ x: { other: 2 } });
  });

  it("can be the context's", () => {
    const context: Json[] = ["$context.flow.name", "$context.execution.name", "$context.step.eventId"];

    const execution = run({
      steps: [
        {
          type: "pass",
          name: "a",
          outputMappings: context.map((source, index) => ({ target: `c${index}`, source })),
        },
      ],
    });

    expect(execution.output).toEqual({ c0: "f", c1: "e", c2: 2 });
  });

  it("leaves references inside constants alone", () => {
    const source = { nested: "$input.n", list: ["$local"] };

    const execution = run({
      steps: [{ type: "pass", name: "a", outputMappings: [{ target: "x", source }] }],
    });

    expect(execution.output).toEqual({ x: source });
  });

  it.each([
    ["a step's input", { steps: [{ type: "pass", name: "a", inputMappings: bad("$input.no") }] }],
    ["a step's output", { steps: [{ type: "pass", name: "a", outputMappings: bad("$local.no") }] }],
    ["the flow's input", { steps: [], inputMappings: bad("$input.no") }],
    ["the flow's output", { steps: [], outputMappings: bad("$local.no") }],
    ["a path nobody can read", { steps: [{ type: "pass", name: "a", inputMappings: bad("$input-no") }] }],
    ["a token where there is no task", { steps: [], outputMappings: bad("$context.task.token") }],
  ] as const)("that points to nothing fails the execution: %s", (_where, flow) => {
    const execution = run(flow);

    expect(execution.status).toBe("Failed");
    expect(execution.error?.error).toBe("FnF.RuntimeError");
  });
});

function bad(source: string) {
  return [{ target: "x", source }];
}
