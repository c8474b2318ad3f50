import { ConfigurationError, isConnectionError } from "@fnfkit/sdk/errors";
import { createFnfTransport } from "@fnfkit/sdk/transport";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../support/fnf-calls.ts";
import { signedCall } from "../support/signed-call.ts";

// No documents are behind these: they are what networks do, and the API's error tables for what a service answers then.
const { clouds, call, ended, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(() => createFlow("f", passFlow));
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const start = (ExecutionName = "e") => signedCall(clouds, "StartExecution", { FlowName: "f", ExecutionName });
const names = async () => {
  const { Executions } = await call("ListExecutions", { FlowName: "f" });
  return (Executions as { Name: string }[]).map(({ Name }) => Name);
};

describe("a call", () => {
  test.each([
    ["throttle", 429, "ResourceThrottled"],
    ["error500", 500, "InternalServerError"],
    ["reset", 0, undefined],
  ] as const)("that befalls %s is not done", async (fault, status, code) => {
    clouds.faults.add({ action: "StartExecution", fault, times: 1 });

    const answer = await start();

    expect([answer.status, answer.body.Code]).toEqual([status, code]);
    expect(await names()).toEqual([]);
    expect((await start()).status).toBe(200);
  });

  test("whose reply is lost is done", async () => {
    clouds.faults.add({ action: "StartExecution", fault: "lostReply", times: 1 });

    expect((await start()).status).toBe(0);

    expect(await names()).toEqual(["e"]);
  });

  test("that times out is not done, and takes its caller's patience", async () => {
    clouds.faults.add({ action: "StartExecution", fault: "timeout", times: 1, for: "30s" });

    expect((await start()).status).toBe(0);

    expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 0, 30));
    expect(await names()).toEqual([]);
  });

  test("that is delayed is done late", async () => {
    clouds.faults.add({ action: "StartExecution", fault: "delay", for: "5s" });

    const { body } = await start();

    expect(body.StartedTime).toBe("2026-01-01T00:00:05.000Z");
  });

  test("that is delayed for too long is not done once its caller has gone", async () => {
    clouds.faults.add({ action: "StartExecution", fault: "delay", for: "5s" });

    const answer = await signedCall(
      clouds,
      "StartExecution",
      { FlowName: "f", ExecutionName: "e" },
      AbortSignal.abort(),
    ).catch(() => ({ status: 0 }));

    expect(answer.status).toBe(0);
    expect(await names()).toEqual([]);
  });

  test("that is delivered twice gets the first answer", async () => {
    clouds.faults.add({ action: "StartExecution", fault: "duplicate" });

    const { status, body } = await signedCall(clouds, "StartExecution", { FlowName: "f" });

    expect(status).toBe(200);
    expect(await names()).toHaveLength(2);
    expect((await names()).at(-1)).toBe(body.Name);
  });
});

describe("a fault", () => {
  const throttled = async (count: number, action = "ListFlows") => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index++) statuses.push((await signedCall(clouds, action)).status);
    return statuses.filter((status) => status === 429).length;
  };
  const add = (rule: object) => clouds.faults.add({ action: "ListFlows", fault: "throttle", ...rule });

  test("happens so many times", async () => {
    add({ times: 3 });

    expect(await throttled(10)).toBe(3);
  });

  test("happens to the calls that a condition holds for", async () => {
    add({
      action: "*",
      when: ({ action }: { action: string }) => action === "DescribeRegions",
    });

    expect([await throttled(2, "ListFlows"), await throttled(2, "DescribeRegions")]).toEqual([0, 2]);
  });

  test("happens by chance, the same again for the same seed", async () => {
    const pattern = async () => {
      add({ probability: 0.5 });
      const statuses: number[] = [];
      for (let index = 0; index < 40; index++) statuses.push((await signedCall(clouds, "ListFlows")).status);
      return statuses;
    };

    const first = await pattern();
    clouds.reset();
    const again = await pattern();

    expect(again).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  test("is over once it is taken away, and once the clouds are reset", async () => {
    const remove = add({});
    remove();
    expect(await throttled(2)).toBe(0);

    add({});
    clouds.reset();

    expect(await throttled(2)).toBe(0);
  });

  test("of several the one that was added first counts", async () => {
    add({ times: 1 });
    add({ fault: "error500", times: 1 });

    const statuses = [await signedCall(clouds, "ListFlows"), await signedCall(clouds, "ListFlows")];

    expect(statuses.map(({ status }) => status)).toEqual([429, 500]);
  });

  test.each([{ probability: 1.5 }, { probability: Number.NaN }, { times: 0 }, { for: "soon" }])(
    "cannot be %j",
    (rule) => {
      expect(() => add(rule)).toThrow(ConfigurationError);
    },
  );
});

test.each([
  ["throttle", "fnf.ResourceThrottled"],
  ["error500", "fnf.InternalServerError"],
  ["reset", "fnf.InternalServerError"],
] as const)("a step that starts a child can meet %s, and try again", async (fault, error) => {
  const retry = `retry: [{ errors: [${error}], intervalSeconds: 1 }]`;
  await createFlow(
    "parent",
    `version: v1\ntype: flow\nsteps:\n  - { type: task, name: t, resourceArn: "acs:fnf:::flow/f", pattern: sync, ${retry} }\n`,
  );
  clouds.faults.add({
    ...{ action: "StartExecution", fault, times: 1 },
    when: ({ params }) => params.FlowName === "f",
  });
  await call("StartExecution", { FlowName: "parent", ExecutionName: "e" });

  expect(await ended("parent", "e")).toMatchObject({ Status: "Succeeded" });
  const failed = clouds.history({ flow: "parent", name: "e" }).filter(({ type }) => type === "TaskFailed");
  expect(failed).toMatchObject([{ detail: { error } }]);
});

describe("a client that tries again", () => {
  test("gets through what passes", async () => {
    for (const fault of ["throttle", "error500", "reset", "lostReply", "timeout"] as const) {
      clouds.faults.add({ action: "StartExecution", fault, times: 1 });
    }

    await call("StartExecution", { FlowName: "f", ExecutionName: "e" }).catch(() => {});
    await call("StartExecution", { FlowName: "f", ExecutionName: "e" }).catch(() => {});

    expect(await names()).toEqual(["e"]);
  });

  test("sees a broken connection as one", async () => {
    clouds.faults.add({ action: "PublishFlowVersion", fault: "lostReply" });

    const failure = await call("PublishFlowVersion", { FlowName: "f" }).catch((error: unknown) => error);

    expect(isConnectionError(failure)).toBe(true);
  });

  test("whose report got through without a reply is told that the task is over", async () => {
    clouds.deploy(work, async () => ({}));
    await createFlow("g", taskFlow(callbackLines));
    await call("StartExecution", { FlowName: "g", ExecutionName: "e" });
    const [task] = clouds.pendingTasks();
    const report = { TaskToken: task?.token ?? "", Output: '{"once":true}' };
    clouds.faults.add({ action: "ReportTaskSucceeded", fault: "lostReply", times: 1 });

    expect((await signedCall(clouds, "ReportTaskSucceeded", report)).status).toBe(0);

    expect(await signedCall(clouds, "ReportTaskSucceeded", report)).toMatchObject({
      status: 400,
      body: { Code: "TaskAlreadyCompleted" },
    });
    expect(await ended("g", "e")).toMatchObject({ Output: '{"once":true}' });
  });
});

test("over a socket, a reset breaks the connection", async () => {
  const server = await clouds.serve();
  const { call } = createFnfTransport({ ...clouds.config, endpoint: server.url });
  clouds.faults.add({ action: "PublishFlowVersion", fault: "reset" });

  await expect(call("PublishFlowVersion", { FlowName: "f" })).rejects.toSatisfy(isConnectionError);
  expect(await call("ListFlows")).toMatchObject({ Flows: [{ Name: "f" }] });

  await server.close();
});
