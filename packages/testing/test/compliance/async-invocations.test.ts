import { describe, expect, test } from "vitest";
import {
  createFunctionCompute,
  type FunctionComputeOptions,
  type FunctionOptions,
} from "../../src/clouds/fc/index.ts";
import { fcRequest } from "../support/fc-request.ts";
import { testWorld } from "../support/test-world.ts";

// Sources: the pages on asynchronous invocation (retries, maximum age, destinations), on its configuration, on tasks and
// their deduplication, and on limits (32 MB and 128 KB). Names of statuses and errors: wire-api.md D3, D5 to D8.
const target = { service: "shop", name: "audit" };
const payload = (value: unknown = {}) => Buffer.from(JSON.stringify(value));
const settle = () => new Promise(setImmediate);
const busy = async () => {
  throw new RangeError("busy");
};

function cloud(options?: FunctionComputeOptions) {
  const world = testWorld();
  const fc = createFunctionCompute(world, options);
  const job = async (id = "job-1") =>
    (await fc.handle(fcRequest(target, "GET", `stateful-async-invocations/${id}`))).body as Record<
      string,
      unknown
    >;
  const start = (jobId = "job-1") => fc.enqueue({ target, payload: payload({ n: 1 }), jobId });
  return { world, fc, job, start };
}

describe("how large a payload may be", () => {
  test.each([
    ["32 MB synchronously", "Sync", 32 * 1024 * 1024],
    ["128 KB asynchronously", "Async", 128 * 1024],
  ])("%s", async (_what, type, most) => {
    const { fc } = cloud();
    fc.register(target, async () => ({}));
    const invoke = (bytes: number) =>
      fc.handle({
        ...fcRequest(target, "POST", "invocations", { headers: { "x-fc-invocation-type": type } }),
        body: Buffer.alloc(bytes, "1"),
      });

    expect(await invoke(most)).toMatchObject({ status: type === "Sync" ? 200 : 202 });
    await expect(invoke(most + 1)).rejects.toMatchObject({
      status: 400,
      code: "EntityTooLarge",
      message: `payload size exceeds maximum allowed size (${most} bytes)`,
    });
  });
});

describe("a delay before a queued call starts", () => {
  const invoke = (fc: ReturnType<typeof cloud>["fc"], delay: string) =>
    fc.handle(
      fcRequest(target, "POST", "invocations", {
        headers: {
          "x-fc-invocation-type": "Async",
          "x-fc-stateful-async-invocation-id": "job-1",
          "x-fc-async-delay": delay,
        },
        body: {},
      }),
    );

  test("holds it back, and its job is to be seen meanwhile", async () => {
    const { fc, world, job } = cloud();
    fc.register(target, async () => ({}), { stateful: true });
    await invoke(fc, "3600");

    await world.clock.advance("59m");
    expect(await job()).toMatchObject({ status: "Enqueued", startedTime: 0 });
    await world.clock.advance("1m");

    expect(await job()).toMatchObject({ status: "Succeeded", startedTime: Date.UTC(2026, 0, 1, 1) });
  });

  test("counts as its age", async () => {
    const { fc, world, job } = cloud();
    fc.register(target, async () => ({}), { stateful: true, maxAsyncEventAgeSeconds: 10 });
    await invoke(fc, "11");

    await world.clock.advance("11s");

    expect(await job()).toMatchObject({ status: "Expired" });
  });

  test("is cut short when the job is stopped", async () => {
    const { fc, job } = cloud();
    fc.register(target, async () => ({}), { stateful: true });
    await invoke(fc, "3600");

    fc.stopJob(target, "job-1");
    await settle();

    expect(await job()).toMatchObject({ status: "Stopped" });
    expect(fc.calls(target)).toEqual([]);
  });

  test.each(["-1", "3601", "0.5", "soon"])("of %s is refused", async (delay) => {
    const { fc } = cloud();
    fc.register(target, async () => ({}));

    await expect(invoke(fc, delay)).rejects.toMatchObject({ status: 400, code: "InvalidArgument" });
  });
});

describe("a job that is too old", () => {
  test("expires instead of being tried again", async () => {
    const { fc, world, job, start } = cloud();
    fc.register(target, busy, { stateful: true, maxAsyncRetryAttempts: 8, maxAsyncEventAgeSeconds: 5 });
    start();

    await world.clock.advance("1h");

    expect(await job()).toMatchObject({
      status: "Expired",
      alreadyRetriedTimes: 3,
      endTime: Date.UTC(2026, 0, 1, 0, 0, 7),
    });
    expect(fc.calls(target)).toHaveLength(3);
  });

  test("is told to whoever waits for its end as a failure", async () => {
    const { fc, world } = cloud();
    fc.register(target, busy, { maxAsyncEventAgeSeconds: 1 });
    const outcome = new Promise((onEnd) => void fc.enqueue({ target, payload: payload(), onEnd }));

    await world.clock.advance("1h");

    expect(await outcome).toMatchObject({
      kind: "failed",
      errorMessage: expect.stringContaining("older than"),
    });
  });

  test("is one of a day without a configuration", async () => {
    const { fc, world, job, start } = cloud({ instanceQuota: 1 });
    fc.register({ name: "endless" }, () => new Promise(() => {}), { timeoutSeconds: 200_000 });
    fc.register(target, async () => ({}), { stateful: true });
    void fc.invoke({ target: { name: "endless" }, payload: payload() });
    start();

    await world.clock.advance("4h");
    expect(await job()).toMatchObject({ status: "Enqueued" });
    await world.clock.advance("2h");

    // No instance became free in the five hours for which the service goes on trying.
    expect(await job()).toMatchObject({ status: "Expired", startedTime: 0 });
  });
});

describe("a destination", () => {
  const message = (fc: ReturnType<typeof cloud>["fc"], name: string) =>
    fc.messages.filter((sent) => sent.name === name).map(({ body }) => JSON.parse(body));

  test("gets a success, with what went in and what came out", async () => {
    const { fc, job, start } = cloud();
    fc.register(target, async () => ({ ok: true }), {
      stateful: true,
      onSuccess: "acs:mns:::/queues/done/messages",
    });
    start();
    await settle();

    expect(message(fc, "done")).toEqual([
      {
        timestamp: Date.UTC(2026, 0, 1),
        requestContext: {
          requestId: expect.any(String),
          functionArn: "acs:fc:cn-hangzhou:1234567890123456:services/shop/functions/audit",
          condition: "",
          approximateInvokeCount: 1,
        },
        requestPayload: '{"n":1}',
        responseContext: { statusCode: 200, functionError: "" },
        responsePayload: '{"ok":true}',
      },
    ]);
    expect(await job()).toMatchObject({ destinationStatus: "Succeeded" });
  });

  test("gets a failure once it is not tried again", async () => {
    const { fc, world, start } = cloud();
    fc.register(target, busy, {
      onFailure: "acs:mns:cn-hangzhou:1:/topics/lost/messages",
      maxAsyncRetryAttempts: 1,
    });
    start();
    await settle();
    expect(fc.messages).toEqual([]);

    await world.clock.advance("1m");

    expect(fc.messages).toMatchObject([{ to: "topic", name: "lost" }]);
    expect(message(fc, "lost")).toMatchObject([
      {
        requestContext: { condition: "UnhandledInvocationError", approximateInvokeCount: 2 },
        responseContext: { functionError: "UnhandledInvocationError" },
        responsePayload: expect.stringContaining('"errorType":"RangeError"'),
      },
    ]);
  });

  test("may be a function of either generation", async () => {
    const { fc, start } = cloud();
    const next = { name: "next" };
    fc.register(next, async () => ({}));
    fc.register(target, async () => ({ ok: true }), { onSuccess: next });
    start();
    await settle();
    await settle();

    expect(fc.calls(next)).toMatchObject([{ type: "Async", event: { responsePayload: '{"ok":true}' } }]);
  });

  test.each([
    ["a function that is not there", { name: "nowhere" }],
    ["what is none of these", "acs:eventbridge:cn-hangzhou:1:eventbus/orders"],
  ])("that cannot be reached is told by the job: %s", async (_what, onSuccess) => {
    const { fc, job, start } = cloud();
    fc.register(target, async () => ({}), { stateful: true, onSuccess });
    start();
    await settle();

    expect(await job()).toMatchObject({ status: "Succeeded", destinationStatus: "Failed" });
  });

  test("is configured over the wire too", async () => {
    const { fc, start } = cloud();
    fc.register(target, async () => ({}));
    const destinationConfig = { onSuccess: { destination: "acs:mns:::/queues/done/messages" } };
    await fc.handle(fcRequest(target, "PUT", "async-invoke-config", { body: { destinationConfig } }));
    start();
    await settle();

    expect(fc.messages).toHaveLength(1);
  });

  test("hears nothing of a job that is stopped", async () => {
    const { fc, start } = cloud();
    const all = { onSuccess: "acs:mns:::/queues/q/messages", onFailure: "acs:mns:::/queues/q/messages" };
    fc.register(target, () => new Promise(() => {}), { stateful: true, ...all });
    start();
    await settle();

    fc.stopJob(target, "job-1");
    await settle();

    expect(fc.messages).toEqual([]);
  });
});

describe("a job that is not to be seen yet", () => {
  test("is not found at first, and then it is; it can be stopped all along", async () => {
    const { fc, world, job, start } = cloud({ jobVisibleAfterMs: 3_000 });
    fc.register(target, () => new Promise(() => {}), { stateful: true, timeoutSeconds: 600 });
    start();

    await expect(job()).rejects.toMatchObject({ status: 404, code: "StatefulAsyncInvocationNotFound" });
    const list = await fc.handle(fcRequest(target, "GET", "stateful-async-invocations"));
    expect(list.body).toMatchObject({ invocations: [] });
    fc.stopJob(target, "job-1");
    await world.clock.advance("3s");

    expect(await job()).toMatchObject({ status: "Stopped" });
  });

  test("is never one of a function whose invocations are not stateful", async () => {
    const { fc, job, start } = cloud();
    fc.register(target, async () => ({}));

    expect(start()).toEqual({ requestId: expect.any(String) });
    await settle();

    await expect(job()).rejects.toMatchObject({ status: 404, code: "StatefulAsyncInvocationNotFound" });
  });
});

test.each([
  ["status", "Done"],
  ["sortOrderByTime", "up"],
])("a list is not filtered by %s %s", async (name, value) => {
  const { fc } = cloud();
  fc.register(target, async () => ({}), { stateful: true });

  await expect(
    fc.handle(fcRequest(target, "GET", "stateful-async-invocations", { query: { [name]: value } })),
  ).rejects.toMatchObject({ status: 400, code: "InvalidArgument" });
});

describe("the account's instances", () => {
  const holding = (options: FunctionOptions = {}) => {
    const clouds = cloud({ instanceQuota: 1 });
    let release = () => {};
    clouds.fc.register(
      target,
      () =>
        new Promise((resolve) => {
          release = () => resolve({});
        }),
      options,
    );
    return { ...clouds, release: () => release() };
  };

  test("refuse a synchronous call when all are in use: 429 ResourceExhausted", async () => {
    const { fc, release } = holding();
    const first = fc.invoke({ target, payload: payload() });

    await expect(fc.invoke({ target, payload: payload() })).rejects.toMatchObject({
      status: 429,
      code: "ResourceExhausted",
    });
    release();
    await first;

    void fc.invoke({ target, payload: payload() });
    expect(fc.calls(target)).toHaveLength(2);
  });

  test("let a queued call wait, which is no retry", async () => {
    const { fc, world, job, release, start } = holding({ stateful: true });
    const first = fc.invoke({ target, payload: payload() });
    start();
    await settle();
    expect(await job()).toMatchObject({ status: "Enqueued", startedTime: 0 });

    release();
    await first;
    await world.clock.advance("1s");

    expect(await job()).toMatchObject({ status: "Running", alreadyRetriedTimes: 0 });
  });

  test("are free again after a reset", async () => {
    const { fc } = holding();
    void fc.invoke({ target, payload: payload() });

    fc.reset();
    fc.register(target, async () => ({}));

    expect(await fc.invoke({ target, payload: payload() })).toMatchObject({ kind: "succeeded" });
  });
});
