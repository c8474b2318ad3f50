import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../support/fnf-calls.ts";
import { signedCall } from "../support/signed-call.ts";

// Source: the error tables of ReportTaskSucceeded and ReportTaskFailed: 409 TaskInvalidState, to be tried again. When it
// occurs is inferred: docs/engine-decisions.md.
const { clouds, call, refusal, ended, createFlow } = cloudsAndCalls({ taskInvalidState: true });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const asAsync = ["serviceParams:", "  InvocationType: Async"];
const start = () => call("StartExecution", { FlowName: "f", ExecutionName: "e" });
const tokens = () => clouds.pendingTasks().map(({ token }) => token);
const types = () => clouds.history({ flow: "f", name: "e" }).map(({ type }) => type);

test("a report that comes before the invocation is submitted is refused, and taken once it is", async () => {
  clouds.deploy(work, async () => ({}));
  await createFlow("f", taskFlow([...callbackLines, ...asAsync]));
  await start();
  const [TaskToken = ""] = tokens();

  // A client that waits and tries again would get through.
  const early = [
    await signedCall(clouds, "ReportTaskSucceeded", { TaskToken, Output: "{}" }),
    await signedCall(clouds, "ReportTaskFailed", { TaskToken, Error: "E" }),
  ];

  const refused = { status: 409, body: { Code: "TaskInvalidState" } };
  expect(early).toMatchObject([refused, refused]);
  expect(types().at(-1)).toBe("TaskScheduled");
  await clouds.clock.advance("100ms");

  expect(types().at(-1)).toBe("TaskSubmitted");
  await call("ReportTaskSucceeded", { TaskToken, Output: '{"ok":true}' });
  expect(await ended("f", "e")).toMatchObject({ Output: '{"ok":true}' });
});

test("a function that is called synchronously may report before it returns", async () => {
  clouds.deploy(work, async (event) => {
    const { taskToken } = JSON.parse(event.toString()) as { taskToken: string };
    await call("ReportTaskSucceeded", { TaskToken: taskToken, Output: '{"early":true}' });
    return {};
  });
  await createFlow("f", taskFlow(callbackLines));
  await start();

  expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded", Output: '{"early":true}' });
});

test("what a quick function did is heard after its submission", async () => {
  clouds.deploy(work, async () => ({ done: true }));
  await createFlow("f", taskFlow(["pattern: sync", ...asAsync]));
  await start();

  expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded", Output: '{"done":true}' });
  expect(types().filter((type) => type.startsWith("Task"))).toEqual([
    "TaskScheduled",
    "TaskSubmitted",
    "TaskSucceeded",
  ]);
});

test("a step that ends before its submission is not submitted any more", async () => {
  clouds.deploy(work, async () => ({}));
  await createFlow("f", taskFlow([...callbackLines, ...asAsync]));
  await start();
  const [TaskToken = ""] = tokens();
  await call("StopExecution", { FlowName: "f", ExecutionName: "e" });

  await clouds.clock.advance("1s");

  expect(types().at(-1)).toBe("ExecutionStopped");
  expect(await refusal("ReportTaskSucceeded", { TaskToken, Output: "{}" })).toEqual([
    400,
    "TaskAlreadyCompleted",
  ]);
});
