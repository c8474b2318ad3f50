import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: the API reference of StartExecution, StopExecution, DescribeExecution, ListExecutions and
// GetExecutionHistory (help pages 122628, 123078 and their neighbours) with their error tables; for the blanks of a fresh
// start and the answer of a stop, the transcripts of the vendor's samples.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(async () => {
  await createFlow("quick", passFlow);
  await createFlow("slow", taskFlow(callbackLines));
  clouds.deploy(work, async () => ({}));
});
afterEach(async () => {
  for (const { flow, execution } of clouds.pendingTasks()) {
    await call("StopExecution", { FlowName: flow, ExecutionName: execution });
  }
  clouds.reset();
});
afterAll(() => clouds.close());

const start = (FlowName: string, params = {}) =>
  call("StartExecution", { FlowName, ExecutionName: "e", ...params });
const describeIt = (FlowName: string, params = {}) =>
  call("DescribeExecution", { FlowName, ExecutionName: "e", ...params });

describe("StartExecution", () => {
  test("leaves blank what it does not know yet", async () => {
    const started = await start("quick", { Input: '{"n":1}' });

    expect(started).toMatchObject({
      FlowName: "quick",
      Name: "e",
      FlowDefinition: passFlow,
      Input: '{"n":1}',
      Output: "",
      Status: "",
      StartedTime: "2026-01-01T00:00:00.000Z",
      StoppedTime: "",
    });
  });

  test("makes up a name when none is given, the same ones again for the same seed", async () => {
    const name = async () => (await call("StartExecution", { FlowName: "quick" })).Name;
    const names = [await name(), await name()];
    expect(new Set(names).size).toBe(2);
    expect(names[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

    clouds.reset();
    await createFlow("quick", passFlow);
    await createFlow("slow", taskFlow());

    expect([await name(), await name()]).toEqual(names);
  });

  test("with the name of one that runs starts nothing and answers that one", async () => {
    await start("slow", { Input: '{"n":1}' });

    const again = await start("slow", { Input: '{"n":2}' });

    expect(again).toMatchObject({ Name: "e", Status: "Running", Input: '{"n":1}' });
    expect(clouds.calls(work)).toHaveLength(1);
  });

  test("with the name of one that has ended is refused", async () => {
    await start("quick");

    expect(await refusal("StartExecution", { FlowName: "quick", ExecutionName: "e" })).toEqual([
      400,
      "ExecutionAlreadyExists",
    ]);
  });

  test("of the same name in another flow is another execution", async () => {
    await start("quick");

    expect(await start("slow")).toMatchObject({ FlowName: "slow", Name: "e" });
  });

  test.each(["[]", '"text"', "null", "{", "1"])("does not take %s for an input", async (Input) => {
    expect(await refusal("StartExecution", { FlowName: "quick", Input })).toEqual([400, "InvalidArgument"]);
  });

  test("does not take every name", async () => {
    const refused = await refusal("StartExecution", { FlowName: "quick", ExecutionName: "a/b" });

    expect(refused).toEqual([400, "InvalidArgument"]);
  });

  test("does not start an Express flow", async () => {
    await call("CreateFlow", {
      ...{ Name: "express", Definition: passFlow, Description: "", Type: "FDL", ExecutionMode: "Express" },
    });

    expect(await refusal("StartExecution", { FlowName: "express" })).toEqual([400, "ActionNotSupported"]);
    expect(() => clouds.reset()).toThrow("StartExecution");
  });
});

describe("StopExecution", () => {
  test("still says Running, with a time; a later look says Stopped, with no output", async () => {
    await start("slow");

    const stopped = await call("StopExecution", {
      FlowName: "slow",
      ExecutionName: "e",
      Error: "E",
      Cause: "c",
    });

    expect(stopped).toMatchObject({ Status: "Running", StoppedTime: "2026-01-01T00:00:00.000Z" });
    expect(await describeIt("slow")).toMatchObject({ Status: "Stopped", Output: "" });
    expect(clouds.history({ flow: "slow", name: "e" }).at(-1)).toMatchObject({
      type: "ExecutionStopped",
      detail: { error: "E", cause: "c" },
    });
  });

  test("is refused once it has ended", async () => {
    await start("quick");

    expect(await refusal("StopExecution", { FlowName: "quick", ExecutionName: "e" })).toEqual([
      400,
      "ExecutionAlreadyCompleted",
    ]);
  });

  test.each([
    ["Error", 129],
    ["Cause", 4097],
  ])("refuses a longer %s than it keeps", async (name, length) => {
    await start("slow");

    const params = { FlowName: "slow", ExecutionName: "e", [name]: "x".repeat(length) };

    expect(await refusal("StopExecution", params)).toEqual([400, "InvalidArgument"]);
    expect(await describeIt("slow")).toMatchObject({ Status: "Running" });
  });
});

describe("DescribeExecution", () => {
  test("answers at once when not told to wait", async () => {
    await start("slow");

    expect(await describeIt("slow")).toMatchObject({ Status: "Running", Output: "", StoppedTime: "" });
  });

  test("of a success has the output, blank or not", async () => {
    await start("quick", { Input: "{}" });

    expect(await describeIt("quick", { WaitTimeSeconds: 60 })).toMatchObject({
      Status: "Succeeded",
      Output: "{}",
    });
  });

  test("waits for the end when told to", async () => {
    await start("slow");
    const waiting = describeIt("slow", { WaitTimeSeconds: 60 });

    await clouds.clock.advance("10s");
    clouds.succeed("work", { done: true });

    expect(await waiting).toMatchObject({ Status: "Succeeded", Output: '{"done":true}' });
  });

  test("answers how things stand when the wait is over", async () => {
    await start("slow");
    let answered = false;
    const waiting = describeIt("slow", { WaitTimeSeconds: 10 }).finally(() => {
      answered = true;
    });

    // The request is on its way for an unknown time.
    while (!answered) await clouds.clock.advance("10s");

    expect(await waiting).toMatchObject({ Status: "Running" });
  });

  test.each(["-1", "61", "long"])("does not wait for %s seconds", async (WaitTimeSeconds) => {
    await start("quick");

    expect(
      await refusal("DescribeExecution", { FlowName: "quick", ExecutionName: "e", WaitTimeSeconds }),
    ).toEqual([400, "InvalidArgument"]);
  });

  test("keeps the flow as it was at the start", async () => {
    await start("slow");
    const old = (await describeIt("slow")).FlowDefinition;

    await call("UpdateFlow", { Name: "slow", Definition: passFlow });

    expect((await describeIt("slow")).FlowDefinition).toBe(old);
  });
});

describe("ListExecutions", () => {
  test("answers the latest first, page by page, filtered", async () => {
    for (const ExecutionName of ["a1", "b1", "a2", "a3"]) await start("quick", { ExecutionName });
    const list = async (params: object) => {
      const { Executions, NextToken } = await call("ListExecutions", { FlowName: "quick", ...params });
      return [(Executions as { Name: string }[]).map(({ Name }) => Name), NextToken];
    };

    expect(await list({ Limit: 2, ExecutionNamePrefix: "a" })).toEqual([["a3", "a2"], "a1"]);
    expect(await list({ Limit: 2, ExecutionNamePrefix: "a", NextToken: "a1" })).toEqual([["a1"], undefined]);
    expect(await list({ Status: "Running" })).toEqual([[], undefined]);
    expect(await list({ StartedTimeBegin: "2026-01-01T00:00:01Z" })).toEqual([[], undefined]);
  });
});

describe("GetExecutionHistory", () => {
  test("answers events page by page; the token is where the next page begins", async () => {
    await start("quick", { Input: '{"n":1}' });
    const page = (params: object) =>
      call("GetExecutionHistory", { FlowName: "quick", ExecutionName: "e", ...params });

    const first = await page({ Limit: 4 });
    const second = await page({ Limit: 4, NextToken: first.NextToken });

    expect(first).toMatchObject({
      NextToken: "5",
      Events: [
        {
          EventId: 1,
          ScheduleEventId: 0,
          StepName: "",
          Type: "ExecutionStarted",
          Time: "2026-01-01T00:00:00.000Z",
          EventDetail: '{"input":{"n":1}}',
        },
        { EventId: 2, ScheduleEventId: 1, StepName: "only", Type: "StepEntered" },
        { EventId: 3, ScheduleEventId: 2, StepName: "only", Type: "StepStarted" },
        { EventId: 4, ScheduleEventId: 3, StepName: "only", Type: "StepSucceeded" },
      ],
    });
    expect(second).toMatchObject({
      Events: [
        { EventId: 5, Type: "StepExited" },
        { EventId: 6, Type: "ExecutionSucceeded", EventDetail: '{"output":{}}' },
      ],
    });
    expect(second).not.toHaveProperty("NextToken");
  });

  test("refuses a token that is none", async () => {
    await start("quick");

    const params = { FlowName: "quick", ExecutionName: "e", NextToken: "next" };

    expect(await refusal("GetExecutionHistory", params)).toEqual([400, "InvalidArgument"]);
  });
});

test.each(["StopExecution", "DescribeExecution", "GetExecutionHistory"])(
  "%s of an execution that does not exist is refused",
  async (action) => {
    expect(await refusal(action, { FlowName: "quick", ExecutionName: "no" })).toEqual([
      404,
      "ExecutionNotExists",
    ]);
  },
);
