import type { JsonObject } from "@fnfkit/sdk/contract";
import type { ForeachStep, ParallelStep, Step } from "@fnfkit/sdk/fdl";
import { describe, expect, it } from "vitest";
import {
  accepts,
  answers,
  type FakeService,
  fails,
  fakeHost,
  pendingTask,
  story,
} from "../../test/support/fake-host.ts";
import { type Execution, noLimits, type Pending } from "./index.ts";

const put = (name: string, source: string | number = name): Step => ({
  type: "pass",
  name,
  outputMappings: [{ target: name, source }],
});
const task = (name: string, resourceArn: string): Step => ({
  type: "task",
  name,
  resourceArn,
  pattern: "sync",
});
const all = [{ target: "all", source: "$local" }];

const parallel = (branches: Step[][], more: Partial<ParallelStep> = {}): ParallelStep => ({
  type: "parallel",
  name: "p",
  branches: branches.map((steps) => ({ steps })),
  ...more,
});
const foreach = (steps: Step[], more: Partial<ForeachStep> = {}): ForeachStep => ({
  type: "foreach",
  name: "each",
  iterationMapping: { collection: "$.items", item: "item" },
  steps,
  ...more,
});
const count = ({ events }: Execution, type: string) => events.filter((event) => event.type === type).length;
const tasksOf = ({ pending }: Execution) =>
  [...pending].filter((one): one is Extract<Pending, { kind: "task" }> => one.kind === "task");

describe("a parallel step", () => {
  it("has for its local what each branch put out, in the branches' order, whichever ends first", async () => {
    const { run, clock } = fakeHost();
    const execution = run({
      steps: [
        parallel([[{ type: "wait", name: "w", duration: 9 }, put("a", 1), put("b", 2)], [put("c", 3)], []], {
          outputMappings: [...all, { target: "c", source: "$local[1].c" }],
        }),
      ],
    });

    await clock.advance("9s");

    expect(execution.output).toEqual({ all: [{ a: 1, b: 2 }, { c: 3 }, {}], c: 3 });
  });

  it("puts out nothing without output mappings", () => {
    expect(fakeHost().run({ steps: [parallel([[put("a")]]), put("after")] }).output).toEqual({
      after: "after",
    });
  });

  it("starts each branch anew: with the step's input and an empty local", () => {
    const execution = fakeHost().run(
      {
        steps: [
          put("before"),
          parallel([[put("a", "$input"), put("b", "$input")]], {
            inputMappings: [{ target: "n", source: "$input.n" }],
            outputMappings: all,
          }),
        ],
      },
      { n: 1, more: 2 },
    );

    expect(execution.output).toEqual({
      before: "before",
      all: [{ a: { n: 1 }, b: { n: 1, a: { n: 1 } } }],
    });
  });

  it("runs its branches beside each other: all begin before one ends, and the longest decides", async () => {
    const { run, clock } = fakeHost();
    const execution = run({
      steps: [
        parallel([60, 90, 30].map((duration, index) => [{ type: "wait", name: `w${index}`, duration }])),
      ],
    });
    expect(execution.pending.size).toBe(3);

    await clock.advance("89s");
    expect([execution.status, count(execution, "BranchExited")]).toEqual(["Running", 2]);
    await clock.advance("1s");

    expect(execution.status).toBe("Succeeded");
  });

  it("writes each branch's events between its entry and its exit, each following from the one before it in its branch", () => {
    const execution = fakeHost().run({ steps: [parallel([[put("a")], []])] }, { n: 1 });

    expect(
      execution.events
        .slice(1)
        .map(({ id, scheduleId, type, stepName, detail }) => [
          ...[id, scheduleId, `${type} ${stepName}`],
          ...(type.startsWith("Branch") ? [detail] : []),
        ]),
    ).toEqual([
      [2, 1, "StepEntered p"],
      [3, 2, "StepStarted p"],
      [4, 3, "BranchEntered p", { index: 0, input: { n: 1 } }],
      [5, 3, "BranchEntered p", { index: 1, input: { n: 1 } }],
      [6, 4, "StepEntered a"],
      [7, 6, "StepStarted a"],
      [8, 7, "StepSucceeded a"],
      [9, 8, "StepExited a"],
      [10, 5, "BranchExited p", { index: 1, local: {} }],
      [11, 9, "BranchExited p", { index: 0, local: { a: "a" } }],
      [12, 11, "StepSucceeded p"],
      [13, 12, "StepExited p"],
      [14, 13, "ExecutionSucceeded "],
    ]);
  });

  it("ends one branch only by a succeed step or an end in it", () => {
    const execution = fakeHost().run({
      steps: [
        parallel(
          [
            [put("a"), { type: "succeed", name: "s" }, put("never1")],
            [{ type: "pass", name: "e", end: true }, put("never2")],
            [put("b"), put("c")],
          ],
          { outputMappings: all },
        ),
        put("after"),
      ],
    });

    expect(execution.output).toEqual({ all: [{ a: "a" }, {}, { b: "b", c: "c" }], after: "after" });
  });

  it("fails with the branch that fails first; the others are stopped with all they have under way", async () => {
    const { run, clock, stopped } = fakeHost({ slow: accepts });
    const execution = run({
      steps: [
        parallel([
          [parallel([[task("deep", "slow")]], { name: "inner" })],
          [
            { type: "wait", name: "pause", duration: 60 },
            { type: "fail", name: "no", error: "Refused", cause: "late" },
          ],
          [{ type: "wait", name: "long", duration: 3_600 }],
        ]),
        put("never"),
      ],
    });
    const [deep] = tasksOf(execution);

    await clock.advance("1d");

    expect(execution.error).toEqual({ error: "Refused", cause: "late" });
    expect([stopped, deep?.isOver, execution.pending.size]).toEqual([["deep"], true, 0]);
    expect(story(execution).slice(story(execution).indexOf("StepFailed no"))).toEqual([
      "StepFailed no",
      "StepExited no",
      "BranchExited p",
      "StepExited deep",
      "BranchExited inner",
      "StepExited inner",
      "BranchExited p",
      "StepExited long",
      "BranchExited p",
      "StepFailed p",
      "StepExited p",
      "ExecutionFailed",
    ]);
  });

  it("stops branches that could have gone on at once, too", () => {
    const execution = fakeHost().run({
      steps: [parallel([[{ type: "fail", name: "no", error: "Refused" }], [put("a"), put("never")]])],
    });

    expect(execution.error?.error).toBe("Refused");
    expect(story(execution)).not.toContain("StepEntered never");
    expect(count(execution, "BranchExited")).toBe(2);
  });

  it("goes on when a branch takes its own failure", () => {
    const { run } = fakeHost({ broken: fails("Broken", "badly"), fine: answers({ ok: 1 }) });

    const execution = run({
      steps: [
        parallel(
          [
            [
              {
                type: "task",
                name: "t",
                resourceArn: "broken",
                errorMappings: [{ target: "why", source: "$local.cause" }],
                catch: [{ errors: ["FnF.ALL"], goto: "handler" }],
              },
              put("skipped"),
              put("handler"),
            ],
            [task("u", "fine")],
          ],
          { outputMappings: all },
        ),
      ],
    });

    expect(execution.output).toEqual({ all: [{ why: "badly", handler: "handler" }, { ok: 1 }] });
  });

  it("retries in a branch while the others go on", async () => {
    let calls = 0;
    const flaky: FakeService = (call, tell) => (++calls < 3 ? fails("Busy") : answers({ calls }))(call, tell);
    const { run, clock } = fakeHost({ flaky });
    const execution = run({
      steps: [
        parallel(
          [
            [
              {
                type: "task",
                name: "t",
                resourceArn: "flaky",
                retry: [{ errors: ["Busy"], intervalSeconds: 10 }],
              },
            ],
            [{ type: "wait", name: "w", duration: 5 }],
          ],
          { outputMappings: all },
        ),
      ],
    });

    await clock.advance("5s");
    expect(count(execution, "BranchExited")).toBe(1);
    await clock.advance("25s");

    expect(execution.output).toEqual({ all: [{ calls: 3 }, {}] });
  });

  it("is stopped with all branches by a stop and by the flow's time-out", async () => {
    const { run, clock, stopped } = fakeHost({ slow: accepts });
    const steps = [
      parallel([[task("a", "slow")], [task("b", "slow")], [{ type: "wait", name: "w", duration: 3_600 }]]),
    ];
    const halted = run({ steps });
    const timedOut = run({ steps, timeoutSeconds: 60 });

    halted.stop("Cancelled", "");
    await clock.advance("2h");

    expect([halted.status, timedOut.status]).toEqual(["Stopped", "TimedOut"]);
    expect([halted.pending.size, timedOut.pending.size]).toEqual([0, 0]);
    expect(stopped).toEqual(["a", "b", "a", "b"]);
    expect(halted.events.at(-1)?.type).toBe("ExecutionStopped");
    expect(timedOut.events.at(-1)?.type).toBe("ExecutionTimedOut");
  });

  it("takes a hundred branches, and fails with more", () => {
    const branches = (many: number) => Array.from({ length: many }, () => []);

    expect(fakeHost().run({ steps: [parallel(branches(100))] }).status).toBe("Succeeded");
    expect(fakeHost().run({ steps: [parallel(branches(101))] }).error?.error).toBe("FnF.RuntimeError");
  });

  it("ends at once without branches", () => {
    expect(fakeHost().run({ steps: [parallel([], { outputMappings: all })] }).output).toEqual({ all: [] });
  });
});

describe("a foreach step", () => {
  const items = (many: number): JsonObject => ({ items: Array.from({ length: many }, (_, index) => index) });
  const limits = { limits: noLimits };

  it("runs its steps for each item, and has for its local what each iteration put out, in the items' order", async () => {
    const { run, clock } = fakeHost();
    const execution = run(
      {
        steps: [
          foreach(
            [{ type: "wait", name: "w", duration: "$.item.seconds" }, put("name", "$input.item.name")],
            { outputMappings: [{ target: "names", source: "$local[*].name" }] },
          ),
        ],
      },
      {
        items: [
          { name: "slow", seconds: 9 },
          { name: "quick", seconds: 1 },
        ],
      },
    );

    await clock.advance("9s");

    expect(execution.output).toEqual({ names: ["slow", "quick"] });
  });

  it("puts out nothing without output mappings", () => {
    expect(fakeHost().run({ steps: [foreach([put("a")])] }, items(2)).output).toEqual({});
  });

  it("gives each iteration the step's input with the item over it and, where asked for, its place from 0", () => {
    const execution = fakeHost().run(
      {
        steps: [
          put("before"),
          foreach([put("seen", "$input")], {
            inputMappings: [
              { target: "list", source: "$input.items" },
              { target: "item", source: "overwritten" },
            ],
            iterationMapping: { collection: "$.list", item: "item", index: "place" },
            outputMappings: [{ target: "all", source: "$local[*].seen" }],
          }),
        ],
      },
      { items: ["x", "y"] },
    );

    expect(execution.output?.all).toEqual([
      { list: ["x", "y"], item: "x", place: 0 },
      { list: ["x", "y"], item: "y", place: 1 },
    ]);
  });

  it("writes each iteration's events between its entry and its exit", () => {
    const execution = fakeHost().run({ steps: [foreach([])] }, { items: ["x"] });

    expect(execution.events.slice(3, 5)).toMatchObject([
      {
        type: "IterationEntered",
        stepName: "each",
        detail: { index: 0, input: { items: ["x"], item: "x" } },
      },
      { type: "IterationExited", stepName: "each", scheduleId: 4, detail: { index: 0, local: {} } },
    ]);
  });

  it("has an empty local for an empty collection", () => {
    const execution = fakeHost().run(
      { steps: [foreach([put("a")], { outputMappings: all })] },
      { items: [] },
    );

    expect(execution.output).toEqual({ all: [] });
  });

  it.each([
    ["nothing", {}],
    ["an object", { items: { a: 1 } }],
    ["a text", { items: "abc" }],
    ["null", { items: null }],
  ])("fails when its collection is %s", (_what, input) => {
    expect(fakeHost().run({ steps: [foreach([])] }, input).error?.error).toBe("FnF.RuntimeError");
  });

  it("runs at most a hundred iterations at once; the next begins when one ends", () => {
    const { run, calls } = fakeHost({ slow: accepts });
    const execution = run({ steps: [foreach([task("t", "slow")])] }, items(250));
    expect([calls.length, count(execution, "IterationEntered")]).toEqual([100, 100]);

    tasksOf(execution)[42]?.succeed({});
    expect(calls.length).toBe(101);
    while (execution.status === "Running") tasksOf(execution)[0]?.succeed({});

    expect([execution.status, calls.map(({ input }) => input.item)]).toEqual([
      "Succeeded",
      Array.from({ length: 250 }, (_, index) => index),
    ]);
  });

  it("can stand inside another one, whose item its own iterations see", () => {
    const execution = fakeHost().run(
      {
        steps: [
          foreach(
            [
              foreach([put("pair", "$input")], {
                name: "inner",
                inputMappings: [
                  { target: "row", source: "$input.item.row" },
                  { target: "items", source: "$input.item.cells" },
                ],
                outputMappings: [{ target: "cells", source: "$local[*].pair.item" }],
              }),
            ],
            { outputMappings: [{ target: "flat", source: "$local[*].cells[*]" }] },
          ),
        ],
      },
      {
        items: [
          { row: 1, cells: ["a", "b"] },
          { row: 2, cells: [] },
          { row: 3, cells: ["c"] },
        ],
      },
    );

    expect(execution.output).toEqual({ flat: ["a", "b", "c"] });
  });

  it("stops all iterations when one fails, and begins no more", () => {
    const { run, calls, stopped } = fakeHost({ slow: accepts });
    const execution = run({ steps: [foreach([task("t", "slow")])] }, items(150));

    tasksOf(execution)[7]?.fail("Broken", "item 7");

    expect(execution.error).toEqual({ error: "Broken", cause: "item 7" });
    expect([calls.length, stopped.length, execution.pending.size]).toEqual([100, 99, 0]);
    expect(count(execution, "IterationExited")).toBe(100);
  });

  it("jumps back inside an iteration only", () => {
    let calls = 0;
    const { run } = fakeHost({ count: (call, tell) => answers({ n: ++calls })(call, tell) });

    const execution = run(
      {
        steps: [
          foreach(
            [
              task("again", "count"),
              { type: "choice", name: "enough", choices: [{ condition: "$.n < 5", goto: "again" }] },
            ],
            { outputMappings: all },
          ),
        ],
      },
      { items: [1] },
    );

    expect(execution.output).toEqual({ all: [{ n: 5 }] });
  });

  it.each([
    ["ten thousand items", [foreach([put("a")])], 10_000],
    ["a hundred times a hundred items", [foreach([foreach([put("a")], { name: "inner" })])], 100],
  ])("needs no more stack for %s than for one", (_what, steps, many) => {
    const execution = fakeHost().run({ steps }, items(many), limits);

    expect([execution.status, count(execution, "StepEntered") > 10_000]).toEqual(["Succeeded", true]);
  });

  it("ends at the service's limit of events, with everything it had open", () => {
    const { run } = fakeHost();

    for (const steps of [[foreach([put("a")])], [foreach([])]]) {
      const execution = run({ steps }, items(5_000));

      expect(execution.error?.error).toBe("FnF.RuntimeError");
      expect(execution.events.length).toBeLessThan(5_500);
      expect(count(execution, "IterationExited")).toBe(count(execution, "IterationEntered"));
    }
  });

  it("takes one report for each iteration, by its token", () => {
    const { run } = fakeHost({ ask: accepts });
    const execution = run(
      {
        steps: [
          foreach([{ type: "task", name: "ask", resourceArn: "ask", pattern: "waitForCallback" }], {
            outputMappings: all,
          }),
        ],
      },
      items(3),
    );
    expect(new Set(tasksOf(execution).map(({ token }) => token)).size).toBe(3);

    for (const one of tasksOf(execution).reverse()) one.succeed({ answer: one.input.item as number });

    expect(execution.output).toEqual({ all: [{ answer: 0 }, { answer: 1 }, { answer: 2 }] });
    expect(() => pendingTask(execution)).toThrow();
  });
});
