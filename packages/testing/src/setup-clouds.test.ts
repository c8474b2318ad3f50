import { defineFunction, FlowClient, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../test/support/fnf-calls.ts";
import { setupClouds } from "./setup-clouds.ts";

const { clouds, call, refusal, ended, createFlow } = cloudsAndCalls({ stalledAfterMs: 50 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const contract = defineFunction({
  ...work,
  input: z.object({ n: z.number() }),
  output: z.object({ doubled: z.number() }),
});

const start = (params = {}) => call("StartExecution", { FlowName: "f", ExecutionName: "e", ...params });
const result = () => ended("f", "e");
const stop = () => call("StopExecution", { FlowName: "f", ExecutionName: "e" });

describe("time in auto mode", () => {
  const waitFlow = (seconds: number, more = "") =>
    `version: v1\ntype: flow\n${more}steps:\n  - type: wait\n    name: pause\n    duration: ${seconds}\n`;

  test("jumps over a day while somebody waits for the result, in one go", async () => {
    await createFlow("f", waitFlow(86_400));
    await start();

    expect(await result()).toMatchObject({ Status: "Succeeded", StoppedTime: "2026-01-02T00:00:00.000Z" });
  });

  test("is up for a caller who would wait less than the flow does", async () => {
    await createFlow("f", waitFlow(86_400));
    const execution = await new FlowClient(clouds.config).start("f");

    const failure = await execution.result({ timeoutMs: 60_000 }).catch((error) => error);

    expect(failure).toMatchObject({ code: "TIMEOUT", timeoutMs: 60_000 });
    await execution.stop();
  });

  test("stands still while nobody does", async () => {
    await createFlow("f", waitFlow(86_400));
    await start();

    for (let turn = 0; turn < 5; turn++) await call("ListFlows");

    expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1));
    await stop();
  });

  test("jumps over retries and their pauses", async () => {
    clouds.deploy(work, async () => {
      throw new Error("busy");
    });
    await createFlow("f", taskFlow(["retry:", "  - errors: [Error]", "    intervalSeconds: 3600"]));
    await start();

    expect(await result()).toMatchObject({ Status: "Failed", StoppedTime: "2026-01-01T07:00:00.000Z" });
  });

  test("does not reach a time-out by itself; the message says what is awaited and what to do", async () => {
    clouds.deploy(work, async () => ({}));
    await createFlow("f", taskFlow([...callbackLines, "timeoutSeconds: 86400"]));
    await start();

    const stalled = await result().catch((error: unknown) => error);

    expect(isServiceError(stalled, "ExecutionStalled")).toBe(true);
    expect(String(stalled)).toMatch(/"e" of flow "f".*"work".*report of its task token.*expire\("work"\)/);
    clouds.expire("work");
    expect(await result()).toMatchObject({ Status: "Failed" });
  });

  test("and says so when the function that was to report has failed, without what it threw", async () => {
    clouds.deploy(
      work,
      async () => {
        throw new Error("planted");
      },
      { maxAsyncRetryAttempts: 0 },
    );
    await createFlow("f", taskFlow(["serviceParams:", "  InvocationType: Async", ...callbackLines]));
    await start();

    const stalled = await result().catch((error: unknown) => error);

    expect(String(stalled)).toMatch(/Its function "[^"]+" failed before it reported: clouds\.calls/);
    expect(String(stalled)).not.toContain("planted");
    await stop();
  });

  test("does not cross a limit to get to a wait's end", async () => {
    await createFlow("f", waitFlow(7_200, "timeoutSeconds: 3600\n"));
    await start();

    expect(
      await refusal("DescribeExecution", { FlowName: "f", ExecutionName: "e", WaitTimeSeconds: 60 }),
    ).toEqual([400, "ExecutionStalled"]);
    await clouds.clock.advance("1h");
    expect(await result()).toMatchObject({ Status: "TimedOut" });
  });

  test("names the function whose end is awaited", async () => {
    clouds.deploy(work, () => new Promise(() => {}), { maxAsyncRetryAttempts: 0 });
    await createFlow("f", taskFlow(["pattern: sync", "serviceParams:", "  InvocationType: Async"]));
    await start();

    const stalled = await result().catch((error: unknown) => error);

    expect(String(stalled)).toContain('the end of function "work"');
    await stop();
  });
});

describe("a long poll that its caller has given up", () => {
  test("is no longer somebody who waits: time stands still", async () => {
    await createFlow(
      "f",
      `version: v1\ntype: flow\nsteps:\n  - type: wait\n    name: pause\n    duration: 3600\n`,
    );
    clouds.deploy(work, async () => ({}));
    await createFlow("callback", taskFlow(callbackLines));
    const flows = new FlowClient(clouds.config);
    const waiting = await flows.start("callback");
    const abort = new AbortController();

    const result = waiting.result({ signal: abort.signal }).catch((error) => error);
    await clouds.pending("work");
    await new Promise((resolve) => setTimeout(resolve, 20)); // lets the poll reach the clouds
    abort.abort();
    expect(await result).toMatchObject({ code: "ABORTED" });
    const pausing = await flows.start("f");
    for (let turn = 0; turn < 5; turn++) await call("ListFlows");

    expect(await pausing.describe()).toMatchObject({ status: "Running" });
    expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1));
    await waiting.stop();
    await pausing.stop();
  });
});

describe("the same seed", () => {
  test("gives the same history, byte for byte", async () => {
    const history = async () => {
      clouds.implement(contract, async ({ n }) => ({ doubled: 2 * n }));
      await createFlow("f", taskFlow(callbackLines));
      await createFlow("g", taskFlow());
      const { Name } = await call("StartExecution", { FlowName: "g", Input: '{"n":2}' });
      await start({ Input: '{"n":1}' });
      await clouds.clock.advance("1h");
      const histories = ["f e", `g ${Name}`].map((id) => {
        const [flow = "", name = ""] = id.split(" ");
        return clouds.history({ flow, name });
      });
      const text = JSON.stringify(histories);
      clouds.reset();
      return text;
    };

    expect(await history()).toBe(await history());
  });
});

describe("a stand-in", () => {
  test("is checked against the contract and watched", async () => {
    clouds.implement(contract, async ({ n }) => ({ doubled: 2 * n }));
    await createFlow("f", taskFlow());
    await start({ Input: '{"n":21}' });

    expect(await result()).toMatchObject({ Output: '{"doubled":42}' });
    expect(clouds.calls(contract)).toMatchObject([{ event: { n: 21 } }]);
  });

  test("is not called with what the contract does not allow", async () => {
    clouds.implement(contract, async () => ({ doubled: 0 }));
    await createFlow("f", taskFlow());
    await start({ Input: '{"n":"many"}' });
    await result();

    expect(clouds.history({ flow: "f", name: "e" }).at(-1)?.detail.error).toBe("InvalidInput");
  });

  test("may leave the report to somebody else", async () => {
    clouds.implement(contract, async (_input, task) => task.defer());
    await createFlow("f", taskFlow([...callbackLines, "  - target: n", "    source: 1"]));
    await start();
    const waiting = result();
    await clouds.clock.advance("2h");

    clouds.fail("work", "Refused", "too late");

    expect(await waiting).toMatchObject({ Status: "Failed" });
  });
});

describe("a step's name", () => {
  test("must be that of a task that is waited for", async () => {
    await createFlow("f", taskFlow(callbackLines));
    clouds.deploy(work, async () => ({}));

    expect(() => clouds.succeed("work", {})).toThrow("no execution waits for a task");
    await start();
    expect(() => clouds.succeed("wrok", {})).toThrow('"work"');

    clouds.succeed("work", {});
  });

  test("is not enough when two executions are at it", async () => {
    await createFlow("f", taskFlow(callbackLines));
    clouds.deploy(work, async () => ({}));
    await start();
    await start({ ExecutionName: "e2" });

    expect(() => clouds.succeed("work", {})).toThrow('"e2" of "f"');
    clouds.succeed({ execution: "e", step: "work" }, { first: true });
    clouds.succeed("work", {});

    expect(await result()).toMatchObject({ Output: '{"first":true}' });
  });
});

describe("pending", () => {
  test("gives the task as soon as an execution waits for it, over whatever wait lies before", async () => {
    clouds.deploy(work, async () => ({}));
    await createFlow(
      "f",
      taskFlow(callbackLines).replace(
        "steps:\n",
        "steps:\n  - type: wait\n    name: pause\n    duration: 3600\n",
      ),
    );
    await start();

    const { step, token } = await clouds.pending("work");
    await call("ReportTaskSucceeded", { TaskToken: token, Output: "{}" });

    expect(step).toBe("work");
    expect(await result()).toMatchObject({ Status: "Succeeded" });
  });

  test("does not wait for ever", async () => {
    await expect(clouds.pending("nowhere")).rejects.toThrow(/"nowhere": no execution waits for a task/);
  });
});

describe("reset", () => {
  test("tells of an execution left running, and stops it", async () => {
    clouds.deploy(work, async () => ({}));
    await createFlow("f", taskFlow(callbackLines));
    await start();
    const waiting = result();

    expect(() => clouds.reset()).toThrow(/"e" of flow "f".*"work"/);

    await waiting.catch(() => {});
    expect(await refusal("DescribeFlow", { Name: "f" })).toEqual([404, "FlowNotExists"]);
  });

  test("tells of a request that neither cloud knows", async () => {
    expect(await refusal("StartDancing")).toEqual([400, "ActionNotSupported"]);

    expect(() => clouds.reset()).toThrow("StartDancing");
  });

  test("goes back to where time started", async () => {
    await clouds.clock.advance("1d");

    clouds.reset();

    expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1));
  });
});

test("clouds that nothing leads to say so, and the request does not leave for the real ones", async () => {
  const unheard = setupClouds();

  const failure = await new FlowClient(unheard.config).start("f").catch((error) => error);

  expect(failure).toMatchObject({
    code: "CONFIGURATION",
    message: expect.stringContaining("clouds.listen()"),
  });
});

describe("a request that is not signed by the clouds' own key", () => {
  test.each([
    ["another secret", { accessKeySecret: "guessed" }, "SignatureNotMatch"],
    ["another key", { accessKeyId: "LTAIother" }, "InvalidAccessKeyID"],
    ["a security token that is not its own", { securityToken: "guessed" }, "InvalidAccessKeyID"],
  ])("is refused and changes nothing: %s", async (_what, credentials, code) => {
    const { createFnfTransport } = await import("@fnfkit/sdk/transport");
    const stranger = createFnfTransport({
      ...clouds.config,
      credentials: { ...clouds.credentials, ...credentials },
    });

    const failure = await stranger
      .call("CreateFlow", { Name: "f", Definition: passFlow, Description: "", Type: "FDL" })
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ status: 403, serviceCode: code });
    expect(await call("ListFlows")).toMatchObject({ Flows: [] });
  });
});

describe("served over HTTP", () => {
  test("the clouds are the same", async () => {
    const { createFnfTransport } = await import("@fnfkit/sdk/transport");
    await createFlow("f", passFlow);
    const server = await clouds.serve();
    const client = createFnfTransport({ ...clouds.config, endpoint: server.url });

    await client.call("StartExecution", { FlowName: "f", ExecutionName: "e" });

    expect(await result()).toMatchObject({ Status: "Succeeded" });
    await server.close();
  });
});
