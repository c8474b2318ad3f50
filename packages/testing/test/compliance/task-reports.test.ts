import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: the API reference of ReportTaskSucceeded and ReportTaskFailed and their error table; the vendor's sample of a
// task that waits for a callback, for the token's form and for what a report does to the step.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

async function waitingTask(lines: readonly string[] = []): Promise<string> {
  clouds.deploy(work, async () => ({}));
  await createFlow("f", taskFlow([...callbackLines, ...lines]));
  await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  const [task] = clouds.pendingTasks();
  return task?.token ?? "none";
}
const status = async () => (await call("DescribeExecution", { FlowName: "f", ExecutionName: "e" })).Status;
const succeed = (TaskToken: string): Parameters<typeof call> => [
  "ReportTaskSucceeded",
  { TaskToken, Output: '{"ok":true}' },
];

describe("a report", () => {
  test("of success ends the task with its output, and answers the event it made", async () => {
    const token = await waitingTask();

    const { EventId } = await call(...succeed(token));

    expect(await call("DescribeExecution", { FlowName: "f", ExecutionName: "e" })).toMatchObject({
      Status: "Succeeded",
      Output: '{"ok":true}',
    });
    const event = clouds.history({ flow: "f", name: "e" }).find(({ id }) => id === EventId);
    expect(event).toMatchObject({ type: "TaskSucceeded", step: "work" });
  });

  test("of failure gives the error its name", async () => {
    const token = await waitingTask();

    await call("ReportTaskFailed", { TaskToken: token, Error: "AuditorUnavailable", Cause: "on leave" });

    expect(clouds.history({ flow: "f", name: "e" }).at(-1)).toMatchObject({
      type: "ExecutionFailed",
      detail: { error: "AuditorUnavailable", cause: "on leave" },
    });
  });

  test("counts once", async () => {
    const token = await waitingTask();
    await call(...succeed(token));

    expect(await refusal(...succeed(token))).toEqual([400, "TaskAlreadyCompleted"]);
    expect(await refusal("ReportTaskFailed", { TaskToken: token, Error: "E" })).toEqual([
      400,
      "TaskAlreadyCompleted",
    ]);
    expect(await status()).toBe("Succeeded");
  });

  test("after the step's time-out is too late", async () => {
    const token = await waitingTask(["timeoutSeconds: 86400"]);

    await clouds.clock.advance("1d");

    expect(await refusal(...succeed(token))).toEqual([400, "TaskAlreadyCompleted"]);
    expect(await status()).toBe("Failed");
  });

  test("after the execution was stopped is too late", async () => {
    const token = await waitingTask();
    await call("StopExecution", { FlowName: "f", ExecutionName: "e" });

    expect(await refusal(...succeed(token))).toEqual([400, "TaskAlreadyCompleted"]);
  });

  test.each(["[1]", "null", "yes", ""])("of %j is refused and changes nothing", async (Output) => {
    const token = await waitingTask();

    expect(await refusal("ReportTaskSucceeded", { TaskToken: token, Output })).toEqual([
      400,
      "InvalidArgument",
    ]);

    expect(await status()).toBe("Running");
    await call(...succeed(token));
  });

  test.each([
    ["no name", { Error: "" }],
    ["a long name", { Error: "x".repeat(129) }],
    ["a long cause", { Error: "E", Cause: "x".repeat(4097) }],
  ])("of an error with %s is refused", async (_what, params) => {
    const token = await waitingTask();

    expect(await refusal("ReportTaskFailed", { TaskToken: token, ...params })).toEqual([
      400,
      "InvalidArgument",
    ]);

    await call(...succeed(token));
  });

  test.each([
    ["ReportTaskSucceeded", { Output: "{}" }],
    ["ReportTaskSucceeded", { TaskToken: "t" }],
    ["ReportTaskFailed", { TaskToken: "t" }],
  ])("by %s with only %j is refused", async (action, params) => {
    expect(await refusal(action, params)).toEqual([400, "MissingRequiredParams"]);
  });
});

describe("a token", () => {
  test("is base64 of flow, execution, the step's entry and a digest", async () => {
    const token = await waitingTask();

    const [version, flow, execution, eventId, digest = ""] = Buffer.from(token, "base64")
      .toString()
      .split("#");
    expect([version, flow, execution, eventId]).toEqual(["v1", "f", "e", "2"]);
    expect(Buffer.from(digest, "base64")).toHaveLength(20);
    await call(...succeed(token));
  });

  test.each(["forged", "none", Buffer.from("v1#f#e#2#AAAA").toString("base64")])(
    "that was never given out is refused: %s",
    async (token) => {
      await waitingTask();

      expect(await refusal(...succeed(token))).toEqual([400, "InvalidArgument"]);

      expect(await status()).toBe("Running");
      clouds.succeed("work", {});
    },
  );

  test("is in no answer", async () => {
    const token = await waitingTask();
    await call(...succeed(token));

    const answer = await call(...succeed(token)).catch((error: unknown) => error);

    expect(JSON.stringify(answer)).not.toContain(token);
    expect(String(answer)).not.toContain(token);
  });
});
