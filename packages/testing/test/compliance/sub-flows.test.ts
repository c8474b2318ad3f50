import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: the page on child flows (help page 149829), the API reference of StartExecution, and the vendor's samples
// subflow-best-practice, post-execution-actions and second-level-timer.
const { clouds, call, refusal, ended, createFlow } = cloudsAndCalls({ stalledAfterMs: 100 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const flowOf = (...steps: string[]) =>
  ["version: v1", "type: flow", "steps:", ...steps.map((step) => `  - ${step}`)].join("\n");
const echo = flowOf("{ type: pass, name: echo, outputMappings: [{ target: seen, source: $input }] }");
const caller = (lines: string[] = []) =>
  flowOf(["type: task", "name: child", "resourceArn: acs:fnf:::flow/child", ...lines].join("\n    "));
const starter = (lines: string[] = []) =>
  flowOf(["type: task", "name: child", "action: fnf:StartExecution", ...lines].join("\n    "));
const params = ["serviceParams:", "  ExecutionName: $.childName", "  Input: $"];

async function run(parent: string, Input: object = {}) {
  await createFlow("parent", parent);
  await call("StartExecution", { FlowName: "parent", ExecutionName: "p", Input: JSON.stringify(Input) });
}
const result = async (flow = "parent", execution = "p") => {
  const { Status, Output } = await ended(flow, execution);
  return [Status, Output === "" ? "" : JSON.parse(`${Output}`)];
};
const failure = async () => {
  await ended("parent", "p");
  return clouds.history({ flow: "parent", name: "p" }).at(-1)?.detail;
};
const taskEvents = () =>
  clouds
    .history({ flow: "parent", name: "p" })
    .map(({ type }) => type)
    .filter((type) => type.startsWith("Task"));

describe("sync", () => {
  test("waits for the child's end and takes its output; its input is the step's own", async () => {
    await createFlow("child", echo);
    await run(caller(["pattern: sync"]), { n: 1 });

    expect(await result()).toEqual(["Succeeded", { seen: { n: 1 } }]);
    expect(taskEvents()).toEqual(["TaskScheduled", "TaskSubmitted", "TaskSucceeded"]);
  });

  test("gives the child the name and the input of the step's parameters", async () => {
    await createFlow("child", echo);
    await run(caller(["pattern: sync", ...params]), { childName: "c-1" });

    expect(await result()).toEqual(["Succeeded", { seen: { childName: "c-1" } }]);
    expect(await result("child", "c-1")).toEqual(await result());
  });

  test("fails as the child fails, and can be caught by that name", async () => {
    await createFlow("child", flowOf("{ type: fail, name: no, error: Refused, cause: too late }"));
    await run(
      [
        caller([
          "pattern: sync",
          "errorMappings: [{ target: why, source: $local.cause }]",
          "catch: [{ errors: [Refused], goto: after }]",
        ]),
        "  - { type: pass, name: skipped, outputMappings: [{ target: skipped, source: true }] }",
        "  - { type: pass, name: after }",
      ].join("\n"),
    );

    expect(await result()).toEqual(["Succeeded", { why: "too late" }]);
  });

  test("fails as the child is stopped", async () => {
    await createFlow("child", taskFlow(callbackLines));
    clouds.deploy(work, async () => ({}));
    await run(caller(["pattern: sync", ...params]), { childName: "c-1" });
    const waiting = failure();
    await clouds.pending("work");

    await call("StopExecution", {
      FlowName: "child",
      ExecutionName: "c-1",
      Error: "Cancelled",
      Cause: "by hand",
    });

    expect(await waiting).toMatchObject({ error: "Cancelled", cause: "by hand" });
  });

  test("lasts as long as the child does", async () => {
    await createFlow("child", flowOf("{ type: wait, name: pause, duration: 86400 }"));
    await run(caller(["pattern: sync"]));

    expect(await ended("parent", "p")).toMatchObject({ StoppedTime: "2026-01-02T00:00:00.000Z" });
  });

  test("stops the child with the parent, and when the step times out", async () => {
    await createFlow("child", flowOf("{ type: wait, name: pause, duration: 86400 }"));
    await run(caller(["pattern: sync", "timeoutSeconds: 60", ...params]), { childName: "c-1" });
    await call("StartExecution", { FlowName: "parent", ExecutionName: "p2", Input: '{"childName":"c-2"}' });
    await clouds.clock.advance("1s");

    await call("StopExecution", { FlowName: "parent", ExecutionName: "p2" });
    await clouds.clock.advance("1m");

    expect(await failure()).toMatchObject({ error: "FnF.TaskTimeout" });
    expect(await result("child", "c-1")).toEqual(["Stopped", ""]);
    expect(await result("child", "c-2")).toEqual(["Stopped", ""]);
  });

  test("says which child is awaited when nothing else can happen", async () => {
    await createFlow("child", taskFlow(callbackLines));
    clouds.deploy(work, async () => ({}));
    await run(caller(["pattern: sync"]));

    const stalled = await result().catch((error: unknown) => error);

    expect(String(stalled)).toMatch(/"child" awaits the end of the execution.*acs:fnf:::flow\/child/);
    clouds.succeed("work", { done: true });
    expect(await result()).toEqual(["Succeeded", { done: true }]);
  });

  test("can be deep: each level is an execution of its own", async () => {
    await createFlow(
      "child",
      flowOf(
        "{ type: choice, name: enough, choices: [{ condition: $.left == 0, goto: done }] }",
        "{ type: task, name: less, resourceArn: 'acs:fc:::services/shop/functions/work' }",
        "{ type: task, name: deeper, resourceArn: 'acs:fnf:::flow/child', pattern: sync }",
        "{ type: succeed, name: done }",
      ),
    );
    clouds.deploy(work, async (event) => ({ left: JSON.parse(`${event}`).left - 1 }));
    await run(caller(["pattern: sync"]), { left: 5 });

    expect(await result()).toEqual(["Succeeded", { left: 0 }]);
    expect((await call("ListExecutions", { FlowName: "child" })).Executions).toHaveLength(6);
  });

  test("can be endless without using up the stack, until somebody stops it", async () => {
    await createFlow("child", caller(["pattern: sync"]));
    await run(caller(["pattern: sync"]));
    for (let turn = 0; turn < 5; turn++) await call("ListFlows");

    await call("StopExecution", { FlowName: "parent", ExecutionName: "p" });

    const { Executions } = await call("ListExecutions", { FlowName: "child", Status: "Running" });
    expect(Executions).toEqual([]);
  });
});

describe("requestResponse", () => {
  test("goes on as soon as the child has started, with nothing", async () => {
    await createFlow("child", flowOf("{ type: wait, name: pause, duration: 60 }"));
    await run(caller(params), { childName: "c-1" });

    expect(await result()).toEqual(["Succeeded", {}]);
    expect(taskEvents()).toEqual(["TaskScheduled", "TaskSubmitted"]);
    expect(await result("child", "c-1")).toEqual(["Succeeded", {}]);
  });
});

describe("waitForCallback", () => {
  test("goes on with what is reported, however the child fares", async () => {
    await createFlow("child", flowOf("{ type: fail, name: no, error: Refused }"));
    await run(caller(callbackLines));
    const waiting = result();

    clouds.succeed("child", { reported: true });

    expect(await waiting).toEqual(["Succeeded", { reported: true }]);
  });

  test("gives the child its token, which a step of the child can hand on", async () => {
    await createFlow("child", taskFlow(["inputMappings: [{ target: taskToken, source: $input.taskToken }]"]));
    clouds.deploy(work, async (event) => {
      const { taskToken } = JSON.parse(`${event}`);
      await call("ReportTaskSucceeded", { TaskToken: taskToken, Output: '{"by":"the child"}' });
      return {};
    });
    await run(caller(callbackLines));

    expect(await result()).toEqual(["Succeeded", { by: "the child" }]);
  });
});

describe("the action fnf:StartExecution", () => {
  const given = ["serviceParams:", "  FlowName: child", "  ExecutionName: $.childName", "  Input: $"];

  test("puts out what the action answers", async () => {
    await createFlow("child", echo);
    await run(starter(given), { childName: "c-1" });

    const [status, output] = await result();

    expect([status, output]).toMatchObject(["Succeeded", { FlowName: "child", Name: "c-1", Status: "" }]);
    expect(await result("child", "c-1")).toEqual(["Succeeded", { seen: { childName: "c-1" } }]);
  });

  test("hands a token on, which is reported when the child ends", async () => {
    await createFlow("child", echo);
    await run(
      starter([
        ...callbackLines,
        ...given.slice(0, 2),
        "  Input: { n: 1 }",
        "  CallbackFnFTaskToken: $.taskToken",
      ]),
    );

    expect(await result()).toEqual(["Succeeded", { seen: { n: 1 } }]);
    expect(taskEvents().at(-1)).toBe("TaskSucceeded");
  });

  test("waits for the child's end with sync", async () => {
    await createFlow("child", echo);
    await run(starter([...given, "pattern: sync"]), { childName: "c-1" });

    expect(await result()).toEqual(["Succeeded", { seen: { childName: "c-1" } }]);
  });

  test("fails by the action's own error name where a child of that name has ended", async () => {
    await createFlow("child", echo);
    await call("StartExecution", { FlowName: "child", ExecutionName: "c-1" });
    await run(starter(given), { childName: "c-1" });

    expect(await failure()).toMatchObject({ error: "fnf.ExecutionAlreadyExists" });
  });

  test.each([
    ["a flow that does not exist", ["serviceParams:", "  FlowName: nobody"], "fnf.FlowNotExists"],
    ["no flow", [], "fnf.MissingRequiredParams"],
    [
      "an input that is no object",
      ["serviceParams:", "  FlowName: child", "  Input: '[]'"],
      "fnf.InvalidArgument",
    ],
    [
      "a name that is no text",
      ["serviceParams:", "  FlowName: child", "  ExecutionName: 1"],
      "fnf.InvalidArgument",
    ],
  ])("fails with %s", async (_what, lines, error) => {
    await createFlow("child", echo);
    await run(starter(lines));

    expect(await failure()).toMatchObject({ error });
  });
});

test("a child that runs already is not started twice: both wait for it, and neither stops it", async () => {
  await createFlow("child", flowOf("{ type: wait, name: pause, duration: 3600 }"));
  await run(caller(["pattern: sync", ...params]), { childName: "c-1" });
  await call("StartExecution", { FlowName: "parent", ExecutionName: "p2", Input: '{"childName":"c-1"}' });
  await clouds.clock.advance("1s");

  await call("StopExecution", { FlowName: "parent", ExecutionName: "p2" });

  expect(await result()).toEqual(["Succeeded", {}]);
});

test("StartExecution reports the token it is given when the execution ends", async () => {
  await createFlow("child", taskFlow(["pattern: sync", "serviceParams: { InvocationType: Async }"]));
  clouds.deploy(work, async () => ({ done: true }));
  await run(taskFlow([...callbackLines, "serviceParams: { InvocationType: Async }"]));
  const { token } = await clouds.pending({ flow: "parent", step: "work" });

  await call("StartExecution", { FlowName: "child", ExecutionName: "c", CallbackFnFTaskToken: token });

  expect(await result()).toEqual(["Succeeded", { done: true }]);
});

test("StartExecution starts nothing for a token that was never issued", async () => {
  await createFlow("child", echo);

  expect(
    await refusal("StartExecution", { FlowName: "child", ExecutionName: "c", CallbackFnFTaskToken: "none" }),
  ).toEqual([400, "InvalidArgument"]);
  expect(await refusal("DescribeExecution", { FlowName: "child", ExecutionName: "c" })).toEqual([
    404,
    "ExecutionNotExists",
  ]);
});

test.each(["ocr:RecognizeIdentityCard", "fnf:StopExecution"])(
  "%s fails the step with advice",
  async (action) => {
    await run(flowOf(`{ type: task, name: t, action: '${action}' }`));

    expect(await failure()).toMatchObject({
      error: "FnF.RuntimeError",
      cause: expect.stringContaining(action),
    });
  },
);
