import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../contract/index.ts";
import { isFlowDefinitionError } from "../errors/index.ts";
import { and, defineFlow, eq, or, queue, rawRef } from "./index.ts";

const f = defineFunction({
  name: "f",
  input: z.object({ id: z.string() }),
  output: z.object({ ok: z.boolean() }),
  jobId: "job",
});
const Given = z.object({ id: z.string(), go: z.boolean() });

// biome-ignore lint/suspicious/noExplicitAny: what somebody writes who has no types, or talks them away
type Any = any;
const flow = defineFlow("flow", { input: Given }) as Any;

function refusals(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    if (!isFlowDefinitionError(error)) throw error;
    return error.diagnostics.map(({ code, path }) => `${code} at ${path.join(".")}`);
  }
  return [];
}

describe("what would be silently wrong is refused", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a job id that would take the place of the default input",
      () => flow.task("a", f, { invocation: "Async", jobId: ({ input }: Any) => input.id }),
      "input-needed at steps.0",
    ],
    [
      "a step's number where the flow maps what it is given",
      () => defineFlow("mapped", { input: Given, map: ({ context }: Any) => ({ n: context.step.eventId }) }),
      "context-missing at inputMappings",
    ],
    [
      "a step's number where the flow maps what it gives",
      () => flow.task("a", f).output(({ context }: Any) => ({ n: context.step.eventId })),
      "context-missing at outputMappings",
    ],
    [
      "a reference that is made JSON",
      () => flow.pass("a", { output: ({ input }: Any) => ({ text: JSON.stringify({ id: input.id }) }) }),
      "reference-in-text at steps.0",
    ],
    [
      "a reference that is made a text",
      () => flow.pass("a", { output: ({ input }: Any) => ({ text: input.id.toString() }) }),
      "reference-in-text at steps.0",
    ],
    [
      "a reference that is asked for its value",
      () => flow.pass("a", { output: ({ input }: Any) => ({ text: input.id.valueOf() }) }),
      "reference-in-text at steps.0",
    ],
    [
      "conditions joined by &&",
      () =>
        flow.choice("c", (when: Any) =>
          when.if(
            ({ input }: Any) => eq(input.go, true) && eq(input.id, "x"),
            (then: Any) => then,
          ),
        ),
      "condition-dropped at steps.0.choices.0.condition",
    ],
    [
      "conditions joined by ||",
      () =>
        flow.choice("c", (when: Any) =>
          when.if(
            ({ input }: Any) => or(eq(input.go, true) || eq(input.id, "x"), input.go) && eq(input.go, false),
            (then: Any) => then,
          ),
        ),
      "condition-dropped at steps.0.choices.0.condition",
    ],
    ["a result kept under a number", () => flow.task("a", f, { as: "0" }), "result-key at steps.0"],
    ["a result kept under nothing", () => flow.task("a", f, { as: "" }), "result-key at steps.0"],
    ["a result kept under a path", () => flow.task("a", f, { as: "x.y" }), "result-key at steps.0"],
    [
      "a list kept under a path",
      () => flow.parallel("a", { as: "x.y" }, (all: Any) => all.branch((b: Any) => b.task("b", f))),
      "result-key at steps.0",
    ],
    [
      "a choice's result kept under a path",
      () => flow.choice("a", { as: "x.y" }, (when: Any) => when.if("$.go", (then: Any) => then.task("b", f))),
      "result-key at steps.0",
    ],
    [
      "a reference into a step's own input in a mapping",
      () => flow.pass("a", { output: () => ({ id: rawRef("$.id") }) }),
      "reference-form at steps.0",
    ],
    [
      "a raw step with a key that no step has",
      () => flow.raw("a", { type: "pass", outputMapping: [] }),
      "raw-key at steps.0",
    ],
    [
      "a raw step with a key that this type of step has not",
      () => flow.raw("a", { type: "pass", duration: 1 }),
      "raw-key at steps.0",
    ],
    [
      "a raw step whose inner step has a key too many",
      () =>
        flow.raw("a", {
          type: "foreach",
          iterationMapping: { collection: "$.l", item: "i" },
          steps: [{ type: "pass", name: "b", x: 1 }],
        }),
      "raw-key at steps.0",
    ],
    [
      "a raw step with steps in a catch",
      () => flow.raw("a", { type: "task", resourceArn: "x", catch: [{ errors: ["FnF.ALL"], steps: [] }] }),
      "raw-key at steps.0",
    ],
    ["a raw step of no type", () => flow.raw("a", { type: "loop", steps: [] }), "raw-type at steps.0"],
    ["a catch of nothing", () => flow.task("a", f, { catch: [{ goto: "b" }] }), "rule-form at steps.0"],
    [
      "a catch that leads nowhere",
      () => flow.task("a", f, { catch: [{ errors: ["FnF.ALL"] }] }),
      "rule-form at steps.0",
    ],
    ["a retry of nothing", () => flow.task("a", f, { retry: [{ maxAttempts: 1 }] }), "rule-form at steps.0"],
    [
      "a raw step with another name inside",
      () => flow.raw("a", { type: "pass", name: "b" }),
      "raw-name at steps.0",
    ],
  ])("%s", (_, build, refusal) => {
    expect(refusals(build)).toEqual([refusal]);
  });

  test("by the step's name, wherever it stands", () => {
    const message = (build: () => unknown) => {
      try {
        build();
      } catch (error) {
        return isFlowDefinitionError(error) ? error.diagnostics[0]?.message : undefined;
      }
      return undefined;
    };
    expect(message(() => flow.wait("pause", {}))).toContain('"pause"');
    expect(
      message(() =>
        flow.choice("pick", (when: Any) => when.if("$.go", (then: Any) => then.wait("pause", {}))),
      ),
    ).toContain('"pause"');
    expect(message(() => flow.choice("pick", (when: Any) => when.if("&&", (then: Any) => then)))).toContain(
      '"pick"',
    );
  });

  test("conditions that all are part of the answer are fine", () => {
    const built = flow.choice("c", (when: Any) =>
      when.if(
        ({ input }: Any) => {
          const paid = eq(input.go, true);
          return or(and(paid, eq(input.id, "x")), and(paid, eq(input.id, "y")));
        },
        (then: Any) => then,
      ),
    );
    expect(built.tree.steps[0].choices[0].condition).toBe(
      '$.go == true && $.id == "x" || $.go == true && $.id == "y"',
    );
  });

  test("a hyphen in a key stays possible, though no reference passes through it", () => {
    expect(flow.task("a-b", f).tree.steps[0].outputMappings[0].target).toBe("a-b");
  });

  test("parameters by reference beside an object as body", () => {
    const { tree } = flow.message("m", queue("q"), {
      body: ({ input }: Any) => ({ id: input.id }),
      delaySeconds: ({ input }: Any) => input.n,
      priority: ({ input }: Any) => input.n,
    });
    expect(tree.steps[0].serviceParams).toEqual({
      MessageBody: "$",
      DelaySeconds: "$.delaySeconds",
      Priority: "$.priority",
    });
  });
});

describe("a step without a result is no reason to refuse", () => {
  const quiet = { invocation: "Async", as: "x" };
  const set = () => ({ x: 1 });
  const read = ({ local }: Any) => ({ y: local.x });
  const around = (when: Any) => when.if("$.go", (then: Any) => then.goto("reader"));

  test("where only jumps around it lead", () => {
    const ended = flow
      .pass("set", { output: set })
      .choice("c", around)
      .task("quiet", f, { ...quiet, end: true });
    expect(refusals(() => ended.pass("reader", { input: read }))).toEqual([]);
  });

  test("where a jump leads around it", () => {
    const skipped = flow.pass("set", { output: set }).choice("c", around).task("quiet", f, quiet);
    expect(refusals(() => skipped.pass("between", { input: read }))).toEqual(["result-missing at steps.3"]);
    expect(refusals(() => skipped.pass("reader", { input: read }).pass("next", { input: read }))).toEqual([]);
  });

  test("after another step ended the series behind it", () => {
    const ended = flow.task("quiet", f, quiet).succeed("done");
    expect(refusals(() => ended.pass("reader", { input: read }))).toEqual([]);
  });
});

describe("a jump back", () => {
  const to = (step: string) => (when: Any) => when.if("$.go", (then: Any) => then.goto(step));
  const key = (name: string) => ({ output: () => ({ [name]: 1 }) });
  const read = (name: string) => ({ output: ({ input }: Any) => ({ got: input[name] }) });
  const late = (grown: Any) => grown.succeed("done").pass("late").choice("back", to("work"));

  test("to a step that reads what the way to the jump left out", () => {
    const start = flow.choice("start", to("late")).pass("set", key("x"));
    expect(refusals(() => late(start.pass("work", read("x"))).tree)).toEqual([
      "goto-skips at steps.5.choices.0.goto",
    ]);
    const further = start.pass("work").task("reader", f, { input: ({ local }: Any) => ({ id: local.x }) });
    expect(refusals(() => late(further).tree)).toEqual(["goto-skips at steps.6.choices.0.goto"]);
    const output = ({ local }: Any) => ({ x: local.x });
    expect(refusals(() => late(start.pass("work")).output(output))).toEqual([
      "goto-skips at steps.5.choices.0.goto",
    ]);
  });

  test("after an error that left out the step's own result", () => {
    const retried = flow
      .task("first", f, { catch: [{ errors: ["FnF.ALL"], goto: "mend" }] })
      .pass("work", read("first"))
      .succeed("done")
      .pass("mend");
    expect(refusals(() => retried.choice("back", to("work")).tree)).toEqual([
      "goto-skips at steps.4.choices.0.goto",
    ]);
    expect(refusals(() => retried.choice("back", to("first")).tree)).toEqual([]);
  });

  test("inside a branch", () => {
    const branch = (one: Any) =>
      late(one.choice("start", to("late")).pass("set", key("x")).pass("work", read("x")));
    expect(refusals(() => flow.parallel("p", (all: Any) => all.branch(branch)).tree)).toEqual([
      "goto-skips at steps.0.branches.0.steps.5.choices.0.goto",
    ]);
  });

  test.each<[string, () => Any]>([
    [
      "when nothing reads what was left out",
      () => late(flow.choice("start", to("late")).pass("set", key("x")).pass("work", read("id"))),
    ],
    [
      "when it is set before it is read",
      () =>
        late(
          flow
            .choice("start", to("late"))
            .pass("set", key("x"))
            .pass("work", key("x"))
            .pass("reader", read("x")),
        ),
    ],
    [
      "when the way to the jump sets it too",
      () =>
        flow
          .choice("start", to("late"))
          .pass("set", key("x"))
          .pass("work", read("x"))
          .succeed("done")
          .pass("late", key("x"))
          .choice("back", to("work")),
    ],
    [
      "in a loop that polls",
      () =>
        flow
          .task("submit", f)
          .task("poll", f)
          .choice("ready", (when: Any) =>
            when
              .if("$.poll.ok", (then: Any) => then)
              .else((then: Any) => then.wait("pause", { durationSeconds: 1 }).goto("poll")),
          )
          .pass("work", read("submit")),
    ],
  ])("%s", (_, build) => {
    expect(refusals(() => build().tree)).toEqual([]);
  });
});
