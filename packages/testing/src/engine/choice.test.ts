import type { ChoiceStep, Step } from "@fnfkit/sdk/fdl";
import { describe, expect, it } from "vitest";
import { accepts, answers, fails, fakeHost, pendingTask, story } from "../../test/support/fake-host.ts";
import { noLimits } from "./index.ts";

const put = (name: string, value: number | string = name): Step => ({
  type: "pass",
  name,
  outputMappings: [{ target: name, source: value }],
});
const choice = (parts: Partial<ChoiceStep>): ChoiceStep => ({
  type: "choice",
  name: "decide",
  choices: [],
  ...parts,
});

describe("a choice", () => {
  const steps = [
    choice({
      choices: [
        { condition: '$.status == "new" && $.total > 100', steps: [put("audit")] },
        { condition: '$.status == "new"', steps: [put("ship")] },
      ],
      default: { steps: [put("reject")] },
    }),
    put("after"),
  ];

  it.each([
    ["the first whose condition holds", { status: "new", total: 101 }, "audit"],
    ["the next one", { status: "new", total: 100 }, "ship"],
    ["the default", { status: "old", total: 101 }, "reject"],
    ["the default where the input has no such key", {}, "reject"],
  ])("goes one way, and on after it: %s", (_what, input, way) => {
    const execution = fakeHost().run({ steps }, input);

    expect(execution.output).toEqual({ [way]: way, after: "after" });
  });

  it("without a way to go puts out nothing, and goes on", () => {
    const execution = fakeHost().run({
      steps: [choice({ choices: [{ condition: "false", steps: [put("never")] }] }), put("after")],
    });

    expect(execution.output).toEqual({ after: "after" });
  });

  it("reads its own input: what was put out before, and only what is mapped if something is", () => {
    const decide = (parts: Partial<ChoiceStep>) => [
      put("n", 5),
      choice({ choices: [{ condition: "$.n == 5", steps: [put("yes")] }], ...parts }),
    ];
    const { run } = fakeHost();

    expect(run({ steps: decide({}) }).output).toEqual({ n: 5, yes: "yes" });
    expect(run({ steps: decide({ inputMappings: [] }) }).output).toEqual({ n: 5 });
  });

  it("starts its steps anew: its input is theirs, their local is empty; its own local is what they put out", () => {
    const execution = fakeHost().run(
      {
        steps: [
          put("before"),
          choice({
            inputMappings: [{ target: "go", source: true }],
            choices: [
              {
                condition: "$.go",
                steps: [
                  {
                    type: "pass",
                    name: "a",
                    outputMappings: [
                      { target: "input", source: "$input" },
                      { target: "x", source: 1 },
                    ],
                  },
                  { type: "pass", name: "b", inputMappings: [{ target: "local", source: "$local.x" }] },
                ],
              },
            ],
            outputMappings: [{ target: "seen", source: "$local" }],
          }),
        ],
      },
      { n: 1 },
    );

    expect(execution.output).toEqual({ before: "before", seen: { input: { go: true }, x: 1 } });
    expect(
      execution.events.find(({ type, stepName }) => type === "StepEntered" && stepName === "a"),
    ).toMatchObject({
      detail: { input: { go: true }, local: {} },
    });
  });

  it("shows its steps its parent's local where that is asked for; its own local stays what they put out", () => {
    const steps: Step[] = [
      put("before"),
      choice({
        choices: [
          {
            condition: "true",
            steps: [{ type: "pass", name: "a", outputMappings: [{ target: "seen", source: "$input" }] }],
          },
        ],
        inputMappings: [],
        outputMappings: [{ target: "all", source: "$local" }],
      }),
    ];
    const { run } = fakeHost();
    const reading = (source: string): Step[] => [
      put("before"),
      choice({
        inputMappings: [],
        choices: [
          {
            condition: "true",
            steps: [
              {
                type: "pass",
                name: "a",
                inputMappings: [{ target: "x", source }],
                outputMappings: [{ target: "y", source: "$input.x" }],
              },
            ],
          },
        ],
      }),
    ];

    expect(run({ steps }).output).toEqual({ before: "before", all: { seen: {} } });
    expect(run({ steps: reading("$local.before") }).error?.error).toBe("FnF.RuntimeError");
    expect(run({ steps: reading("$local.before") }, {}, { choiceLocal: "parent" }).output).toEqual({
      before: "before",
      y: "before",
    });
  });

  it("writes its steps' events between its own", () => {
    const execution = fakeHost().run({
      steps: [choice({ choices: [{ condition: "true", steps: [put("a")] }] })],
    });

    expect(
      execution.events.map(({ id, scheduleId, type, stepName }) => [id, scheduleId, type, stepName]),
    ).toEqual([
      [1, 0, "ExecutionStarted", ""],
      [2, 1, "StepEntered", "decide"],
      [3, 2, "StepStarted", "decide"],
      [4, 3, "StepEntered", "a"],
      [5, 4, "StepStarted", "a"],
      [6, 5, "StepSucceeded", "a"],
      [7, 6, "StepExited", "a"],
      [8, 7, "StepSucceeded", "decide"],
      [9, 8, "StepExited", "decide"],
      [10, 9, "ExecutionSucceeded", ""],
    ]);
  });

  it("jumps to a sibling, after the steps of its way", () => {
    const execution = fakeHost().run({
      steps: [
        choice({ choices: [{ condition: "true", steps: [put("first")], goto: "there" }] }),
        put("skipped"),
        put("there"),
      ],
    });

    expect(execution.output).toEqual({ first: "first", there: "there" });
  });

  it("jumps even if it is the last of its series by its own word", () => {
    const execution = fakeHost().run({
      steps: [
        choice({ choices: [{ condition: "true", goto: "there" }], end: true }),
        put("skipped"),
        put("there"),
      ],
    });

    expect(execution.output).toEqual({ there: "there" });
  });

  it("ends its series where it says so", () => {
    const execution = fakeHost().run({
      steps: [choice({ end: true, default: { steps: [put("a")] } }), put("never")],
    });

    expect(execution.output).toEqual({ a: "a" });
  });

  it.each<[string, Step]>([
    ["a succeed step", { type: "succeed", name: "done" }],
    ["an end", { type: "pass", name: "done", end: true }],
  ])("ends a way early by %s, and goes on after it", (_what, done) => {
    const execution = fakeHost().run({
      steps: [choice({ default: { steps: [put("a"), done, put("never")] } }), put("after")],
    });

    expect(execution.output).toEqual({ a: "a", after: "after" });
  });

  it("fails with what fails inside, and so does all that is around it", () => {
    const execution = fakeHost().run({
      steps: [
        choice({
          default: {
            steps: [
              choice({ name: "inner", default: { steps: [{ type: "fail", name: "no", error: "Refused" }] } }),
            ],
          },
        }),
        put("never"),
      ],
    });

    expect(execution.error?.error).toBe("Refused");
    expect(story(execution).slice(-8)).toEqual([
      "StepStarted no",
      "StepFailed no",
      "StepExited no",
      "StepFailed inner",
      "StepExited inner",
      "StepFailed decide",
      "StepExited decide",
      "ExecutionFailed",
    ]);
  });

  it("catches inside a way, and goes on there", () => {
    const { run } = fakeHost({ broken: fails("Broken", "badly") });

    const execution = run({
      steps: [
        choice({
          default: {
            steps: [
              {
                type: "task",
                name: "t",
                resourceArn: "broken",
                errorMappings: [{ target: "why", source: "$local.cause" }],
                catch: [{ errors: ["Broken"], goto: "handler" }],
              },
              put("skipped"),
              put("handler"),
            ],
          },
        }),
      ],
    });

    expect(execution.output).toEqual({ why: "badly", handler: "handler" });
  });

  it("fails when a condition that is tried cannot be read; one that is not tried does not matter", () => {
    const { run } = fakeHost();
    const bad = { condition: "$.a = 1" };

    expect(run({ steps: [choice({ choices: [bad] })] }).error).toMatchObject({
      error: "FnF.RuntimeError",
      cause: expect.stringContaining("=="),
    });
    expect(run({ steps: [choice({ choices: [{ condition: "true" }, bad] })] }).status).toBe("Succeeded");
  });

  it("waits with a task inside it, which can be reported and stopped", () => {
    const { run, stopped } = fakeHost({ slow: accepts });
    const steps = [
      choice({
        default: { steps: [{ type: "task", name: "t", resourceArn: "slow", pattern: "waitForCallback" }] },
      }),
    ];

    const reported = run({ steps });
    pendingTask(reported).succeed({ done: true });
    const halted = run({ steps });
    halted.stop("", "");

    expect(reported.output).toEqual({ done: true });
    expect([stopped, halted.pending.size]).toEqual([["t"], 0]);
  });
});

describe("a loop of a task, a wait and a choice that jumps back", () => {
  it("goes round until its condition holds", async () => {
    let polls = 0;
    const { run, clock } = fakeHost({
      poll: (call, tell) => answers({ status: ++polls === 4 ? "done" : "running" })(call, tell),
    });
    const execution = run({
      steps: [
        { type: "task", name: "poll", resourceArn: "poll" },
        choice({ choices: [{ condition: '$.status == "done"', goto: "end" }] }),
        { type: "wait", name: "pause", duration: 60 },
        choice({ name: "back", default: { goto: "poll" } }),
        { type: "succeed", name: "end" },
      ],
    });

    await clock.advance("179s");
    expect(execution.status).toBe("Running");
    await clock.advance("1s");

    expect([polls, execution.output]).toEqual([4, { status: "done" }]);
  });
});

describe("the stack", () => {
  const limits = { limits: noLimits };

  it("is enough for twenty thousand jumps back", () => {
    let left = 20_000;
    const { run } = fakeHost({ count: (call, tell) => answers({ left: --left })(call, tell) });

    const execution = run(
      {
        steps: [
          { type: "task", name: "count", resourceArn: "count" },
          choice({ choices: [{ condition: "$.left > 0", goto: "count" }] }),
        ],
      },
      {},
      limits,
    );

    expect(execution.output).toEqual({ left: 0 });
  });

  it.each<[string, Step, string]>([
    ["succeed", put("innermost"), "Succeeded"],
    ["fail", { type: "fail", name: "innermost", error: "Deep" }, "Failed"],
  ])("is enough for ten thousand choices inside each other that %s", (_what, innermost, status) => {
    let step = innermost;
    for (let level = 0; level < 10_000; level++)
      step = choice({ name: `c${level}`, default: { steps: [step] } });

    expect(fakeHost().run({ steps: [step] }, {}, limits).status).toBe(status);
  });

  it("is enough to stop branches ten thousand levels deep", () => {
    let step: Step = { type: "wait", name: "innermost", duration: 60 };
    for (let level = 0; level < 10_000; level++)
      step = choice({ name: `c${level}`, default: { steps: [step] } });
    const { run } = fakeHost({ later: () => {} });
    const execution = run(
      {
        steps: [
          {
            type: "parallel",
            name: "p",
            branches: [{ steps: [step] }, { steps: [{ type: "task", name: "t", resourceArn: "later" }] }],
          },
        ],
      },
      {},
      limits,
    );

    pendingTask(execution).fail("Broken", "");

    expect([execution.status, execution.pending.size]).toEqual(["Failed", 0]);
  });
});
