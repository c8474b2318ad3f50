import { afterAll, afterEach, beforeAll, expect, describe as group, test } from "vitest";
import type { FunctionHandler } from "../../src/index.ts";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: the pages on task steps, service integration and asynchronous function invocation (help pages 122494, 149828
// and 357640).
const { clouds, call, ended, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const params = (type: string) => ["serviceParams:", `  InvocationType: ${type}`];
const asJob = [...params("Async"), "  StatefulAsyncInvocationID: $.id"];
const jobInput = ["inputMappings:", "  - target: id", "    source: $context.execution.name"];

async function start(lines: readonly string[], handler?: FunctionHandler, options = {}): Promise<void> {
  if (handler !== undefined) clouds.deploy(work, handler, options);
  await createFlow("f", taskFlow(lines));
  await call("StartExecution", { FlowName: "f", ExecutionName: "e", Input: '{"n":1}' });
}
const result = async () => {
  const { Status, Output } = await ended("f", "e");
  return [Status, Output];
};
const failure = async () => {
  await result();
  return clouds.history({ flow: "f", name: "e" }).at(-1)?.detail.error;
};
const taskEvents = () =>
  clouds
    .history({ flow: "f", name: "e" })
    .map(({ type }) => type)
    .filter((type) => type.startsWith("Task"));

class OutOfStock extends Error {}
const refuses: FunctionHandler = async () => {
  throw new OutOfStock("none left");
};

group("each pattern, with each way of invocation", () => {
  test.each([
    [
      "requestResponse",
      "Sync",
      ["Succeeded", '{"done":1}'],
      ["TaskScheduled", "TaskStarted", "TaskSucceeded"],
    ],
    ["requestResponse", "Async", ["Succeeded", "{}"], ["TaskScheduled", "TaskSubmitted"]],
    ["sync", "Sync", ["Succeeded", '{"done":1}'], ["TaskScheduled", "TaskStarted", "TaskSucceeded"]],
    ["sync", "Async", ["Succeeded", '{"done":1}'], ["TaskScheduled", "TaskSubmitted", "TaskSucceeded"]],
  ])("%s and %s", async (pattern, type, expected, events) => {
    await start([`pattern: ${pattern}`, ...params(type)], async (event) => ({
      done: JSON.parse(`${event}`).n,
    }));

    expect(await result()).toEqual(expected);
    expect(taskEvents()).toEqual(events);
    expect(clouds.calls(work)).toMatchObject([{ type, event: { n: 1 } }]);
  });

  test.each(["Sync", "Async"])("waitForCallback and %s", async (type) => {
    await start([...callbackLines, ...params(type)], async () => ({ dropped: true }));
    const waiting = result();
    await clouds.clock.advance("1h");
    expect(clouds.calls(work)).toMatchObject([{ outcome: { kind: "succeeded" } }]);

    clouds.succeed("work", { reported: true });

    expect(await waiting).toEqual(["Succeeded", '{"reported":true}']);
    expect(taskEvents()).toEqual(["TaskScheduled", "TaskSubmitted", "TaskSucceeded"]);
  });

  test.each(["Sync", "Async"])(
    "waitForCallback and %s, reported before the function has returned",
    async (type) => {
      await start([...callbackLines, ...params(type)], async (event) => {
        await call("ReportTaskSucceeded", {
          TaskToken: JSON.parse(`${event}`).taskToken,
          Output: '{"early":true}',
        });
        return { late: true };
      });

      expect(await result()).toEqual(["Succeeded", '{"early":true}']);
    },
  );
});

group("a function that fails", () => {
  test.each([
    ["requestResponse", "Sync", []],
    ["sync", "Sync", []],
    ["sync", "Async", []],
    ["waitForCallback", "Sync", []],
  ])("fails the step by the name of its error: %s and %s", async (pattern, type) => {
    await start([`pattern: ${pattern}`, ...params(type)], refuses, { maxAsyncRetryAttempts: 0 });

    expect(await failure()).toBe("OutOfStock");
  });

  test("is tried again by its queue before sync and Async fails", async () => {
    await start(["pattern: sync", ...params("Async")], refuses, { maxAsyncRetryAttempts: 2 });

    expect(await failure()).toBe("OutOfStock");
    expect(clouds.calls(work)).toHaveLength(3);
  });

  test("does not touch a step that only had it queued", async () => {
    await start(["pattern: requestResponse", ...params("Async")], refuses);

    expect(await result()).toEqual(["Succeeded", "{}"]);
  });

  test("leaves a step waiting that awaits a report", async () => {
    await start([...callbackLines, ...params("Async")], refuses, { maxAsyncRetryAttempts: 0 });
    await clouds.clock.advance("1h");

    clouds.succeed("work", {});

    expect(await result()).toEqual(["Succeeded", "{}"]);
  });

  test("by running out of time has no name of its own", async () => {
    await start(["pattern: sync", ...params("Async")], () => new Promise(() => {}), {
      timeoutSeconds: 30,
      maxAsyncRetryAttempts: 0,
    });

    await clouds.clock.advance("30s");

    expect(await failure()).toBe("FC.Unknown");
  });

  test.each(["Sync", "Async"])("by answering something else than a JSON object: %s", async (type) => {
    await start(["pattern: sync", ...params(type)], async () => [1, 2]);

    expect(await failure()).toBe("FnF.InvalidLocal");
  });

  test.each(["Sync", "Async"])("by not existing: %s", async (type) => {
    clouds.allow("unknownFunction");
    await start(["pattern: sync", ...params(type)]);

    expect(await failure()).toBe("FC.ServiceNotFound");
  });
});

group("a job", () => {
  const longWork =
    (ends: string[]): FunctionHandler =>
    async (_event, context) => {
      const { clock, signal } = context[Symbol.for("fnfkit.runtime") as never] as {
        clock: typeof clouds.clock;
        signal: AbortSignal;
      };
      await clock.sleep(3_600_000, signal).then(
        () => ends.push("done"),
        () => ends.push("stopped"),
      );
      return { done: true };
    };

  test("is named by the execution, and takes its time at no cost", async () => {
    const ends: string[] = [];
    await start([...jobInput, "pattern: sync", ...asJob], longWork(ends), {
      ...{ stateful: true, timeoutSeconds: 7_200 },
    });

    expect(await result()).toEqual(["Succeeded", '{"done":true}']);
    expect(clouds.calls(work)).toMatchObject([{ jobId: "e" }]);
    expect([ends, clouds.clock.now()]).toEqual([["done"], Date.UTC(2026, 0, 1, 1)]);
  });

  test.each([
    ["its execution", () => call("StopExecution", { FlowName: "f", ExecutionName: "e" })],
    ["its step's time-out", () => clouds.clock.advance("10m")],
  ])("is stopped with %s", async (_what, stop) => {
    const ends: string[] = [];
    const lines = [...jobInput, "pattern: sync", "timeoutSeconds: 600", ...asJob];
    await start(lines, longWork(ends), { stateful: true, timeoutSeconds: 7_200 });

    await stop();
    await clouds.clock.advance("1d");

    expect(ends).toEqual(["stopped"]);
  });

  test("goes on when its flow is deleted: the step ends first", async () => {
    const ends: string[] = [];
    await start([...jobInput, "pattern: sync", ...asJob], longWork(ends), {
      ...{ stateful: true, timeoutSeconds: 7_200 },
    });

    await call("DeleteFlow", { Name: "f" });
    await clouds.clock.advance("1d");

    expect(ends).toEqual(["done"]);
  });

  test("has no number for a name", async () => {
    const lines = ["inputMappings:", "  - target: id", "    source: 7", "pattern: sync", ...asJob];
    await start(lines, async () => ({}), { stateful: true });

    expect(await failure()).toBe("FC.InvalidArgument");
  });

  test("of the same id cannot be started again by a retry", async () => {
    await start(
      [...jobInput, "pattern: sync", ...asJob, "retry:", "  - errors: [OutOfStock]", "    maxAttempts: 1"],
      refuses,
      { stateful: true, maxAsyncRetryAttempts: 0 },
    );

    expect(await failure()).toBe("FC.StatefulAsyncInvocationAlreadyExists");
  });
});

group("a token that no mapping passes on", () => {
  const seen = async (passTaskToken: "mapped" | "event" | "context" | "header") => {
    const other = cloudsAndCalls({ passTaskToken });
    const events: unknown[] = [];
    other.clouds.deploy(work, async (event, { taskToken }) => {
      events.push({
        ...JSON.parse(event.toString()),
        ...(taskToken !== undefined && { context: taskToken }),
      });
      return {};
    });
    clouds.close();
    other.clouds.listen();
    await other.createFlow("f", taskFlow(["pattern: waitForCallback"]));
    await other.call("StartExecution", { FlowName: "f", ExecutionName: "e" });
    const [task] = other.clouds.pendingTasks();
    other.clouds.succeed("work", {});
    other.clouds.reset();
    other.clouds.close();
    clouds.listen();
    return JSON.parse(JSON.stringify(events[0]).replaceAll(task?.token ?? "none", "TOKEN"));
  };

  test("stays with the cloud, unless the cloud is told to hand it over", async () => {
    expect(await seen("mapped")).toEqual({});
    expect(await seen("event")).toEqual({ taskToken: "TOKEN" });
    expect(await seen("context")).toEqual({ context: "TOKEN" });
    expect(await seen("header")).toMatchObject({ headers: { "x-fnf-task-token": "TOKEN" } });
  });
});
