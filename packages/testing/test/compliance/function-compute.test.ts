import type { FunctionTarget } from "@fnfkit/sdk/contract";
import { describe, expect, test } from "vitest";
import { createFunctionCompute, type FunctionCompute } from "../../src/clouds/fc/index.ts";
import { fcRequest } from "../support/fc-request.ts";
import { testWorld } from "../support/test-world.ts";

// How the two generations name the same things. Sources: the invocation, asynchronous configuration and stateful
// invocation (FC 2.0) or asynchronous task (FC 3.0) pages of the manual, and the models of the vendor's clients.
const generations = [
  {
    generation: "FC 2.0",
    target: { service: "shop", name: "audit", qualifier: "prod" } as FunctionTarget,
    stateful: "statefulInvocation",
    header: "x-fc-stateful-async-invocation-id",
    jobs: "stateful-async-invocations",
    stop: "stateful-async-invocations/order-1",
    list: "invocations",
    prefix: "invocationIdPrefix",
    id: "invocationId",
    payload: "invocationPayload",
    errorMessage: "invocationErrorMessage",
    notFound: "StatefulAsyncInvocationNotFound",
    alreadyExists: "StatefulAsyncInvocationAlreadyExists",
    identity: { serviceName: "shop", functionName: "audit", qualifier: "prod" },
    configIdentity: { service: "shop", function: "audit", qualifier: "prod" },
  },
  {
    generation: "FC 3.0",
    target: { name: "audit" } as FunctionTarget,
    stateful: "asyncTask",
    header: "x-fc-async-task-id",
    jobs: "async-tasks",
    stop: "async-tasks/order-1/stop",
    list: "tasks",
    prefix: "prefix",
    id: "taskId",
    payload: "taskPayload",
    errorMessage: "taskErrorMessage",
    notFound: "AsyncTaskNotFound",
    alreadyExists: "AsyncTaskAlreadyExists",
    identity: { functionArn: "acs:fc:cn-hangzhou:1234567890123456:functions/audit", qualifier: "LATEST" },
    configIdentity: { functionArn: "acs:fc:cn-hangzhou:1234567890123456:functions/audit" },
  },
];

describe.each(generations)("$generation", (words) => {
  const { target, jobs } = words;

  function cloud() {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    const call = (...request: [method: string, below: string, parts?: Parameters<typeof fcRequest>[3]]) =>
      fc.handle(fcRequest(target, ...request), "request-1");
    const start = (fields: { id?: string; body?: object } = {}) =>
      call("POST", "invocations", {
        body: fields.body ?? {},
        headers: {
          "x-fc-invocation-type": "Async",
          ...(fields.id !== undefined && { [words.header]: fields.id }),
        },
      });
    return { world, fc, call, start };
  }

  const settle = () => new Promise(setImmediate);

  describe("invocation", () => {
    test("a synchronous one answers what the function answered", async () => {
      const { fc, call } = cloud();
      fc.register(target, async (event) => event);

      const answer = await call("POST", "invocations", { body: { orderId: "o-1" } });

      expect(answer).toMatchObject({ status: 200, headers: { "x-fc-request-id": "request-1" } });
      expect(Buffer.from(answer.body as Uint8Array).toString()).toBe('{"orderId":"o-1"}');
    });

    test("a function's error is a success of the service, marked by a header", async () => {
      const { fc, call } = cloud();
      fc.register(target, async () => {
        throw new RangeError("too far");
      });

      const answer = await call("POST", "invocations");

      expect(answer).toMatchObject({
        status: 200,
        headers: { "x-fc-error-type": "UnhandledInvocationError" },
      });
      expect(JSON.parse(String(answer.body))).toMatchObject({
        errorMessage: "too far",
        errorType: "RangeError",
        stackTrace: expect.arrayContaining([expect.stringMatching(/^at /)]),
      });
    });

    test("an asynchronous one is accepted with an empty body, and needs no id", async () => {
      const { fc, start } = cloud();
      fc.register(target, async () => ({}));

      expect(await start()).toEqual({ status: 202, headers: { "x-fc-request-id": "request-1" } });
    });

    test("another type is refused", async () => {
      const { fc, call } = cloud();
      fc.register(target, async () => ({}));

      await expect(
        call("POST", "invocations", { headers: { "x-fc-invocation-type": "Later" } }),
      ).rejects.toMatchObject({ status: 400, code: "InvalidArgument" });
    });

    test("a function that does not exist is named", async () => {
      const { fc, call } = cloud();
      fc.register({ ...target, name: "other" }, async () => ({}));

      await expect(call("POST", "invocations")).rejects.toMatchObject({
        status: 404,
        code: "FunctionNotFound",
        message: expect.stringContaining("function 'audit' does not exist"),
      });
    });

    test("so is a qualifier that does not exist", async () => {
      const { fc } = cloud();
      fc.register(target, async () => ({}));
      const invoke = (qualifier: string) =>
        fc.handle(fcRequest({ ...target, qualifier }, "POST", "invocations"));

      await expect(invoke("beta")).rejects.toMatchObject({ status: 404, code: "AliasNotFound" });
      await expect(invoke("7")).rejects.toMatchObject({ status: 404, code: "VersionNotFound" });
    });
  });

  describe("asynchronous invocation configuration", () => {
    test("is not there until it is put, and not any more once it is deleted", async () => {
      const { fc, call } = cloud();
      fc.register(target, async () => ({}));
      const missing = { status: 404, code: "AsyncConfigNotExists" };

      await expect(call("GET", "async-invoke-config")).rejects.toMatchObject(missing);
      await call("PUT", "async-invoke-config", { body: { [words.stateful]: true } });
      await call("DELETE", "async-invoke-config");
      await expect(call("GET", "async-invoke-config")).rejects.toMatchObject(missing);
    });

    test("keeps what a later PUT leaves out", async () => {
      const { fc, call } = cloud();
      fc.register(target, async () => ({}));

      await call("PUT", "async-invoke-config", { body: { maxAsyncRetryAttempts: 1 } });
      await call("PUT", "async-invoke-config", { body: { [words.stateful]: true } });

      expect((await call("GET", "async-invoke-config")).body).toEqual({
        ...words.configIdentity,
        createdTime: "2026-01-01T00:00:00.000Z",
        lastModifiedTime: "2026-01-01T00:00:00.000Z",
        maxAsyncRetryAttempts: 1,
        [words.stateful]: true,
      });
    });

    test.each([
      { maxAsyncRetryAttempts: 9 },
      { maxAsyncRetryAttempts: "2" },
      { maxAsyncEventAgeInSeconds: 0 },
      { [words.stateful]: "yes" },
      ["not an object"],
    ])("refuses %j", async (body) => {
      const { fc, call } = cloud();
      fc.register(target, async () => ({}));

      await expect(call("PUT", "async-invoke-config", { body })).rejects.toMatchObject({
        status: 400,
        code: "InvalidArgument",
      });
    });

    test("decides how often a failed invocation is tried again", async () => {
      const { fc, world, call, start } = cloud();
      fc.register(target, async () => {
        throw new Error("no");
      });
      await call("PUT", "async-invoke-config", { body: { maxAsyncRetryAttempts: 1 } });

      await start();
      await world.clock.advance("1h");

      expect(fc.calls(target)).toHaveLength(2);
    });
  });

  describe("jobs", () => {
    function withJobs(): ReturnType<typeof cloud> {
      const clouds = cloud();
      clouds.fc.register(target, async (event) => event, { stateful: true });
      return clouds;
    }

    const describeJob = async ({ call }: ReturnType<typeof cloud>, query = {}) =>
      (await call("GET", `${jobs}/order-1`, { query })).body as Record<string, unknown>;

    test("an id is ignored where they are not switched on", async () => {
      const { fc, call, start } = cloud();
      fc.register(target, async () => ({}));

      const answer = await start({ id: "order-1" });

      expect(answer.headers).not.toHaveProperty(words.header);
      await expect(call("GET", `${jobs}/order-1`)).rejects.toMatchObject({
        status: 404,
        code: words.notFound,
      });
    });

    test("one is found under its id from its acceptance to its end", async () => {
      const clouds = withJobs();

      expect((await clouds.start({ id: "order-1", body: { orderId: "o-1" } })).headers).toMatchObject({
        [words.header]: "order-1",
      });
      await settle();

      expect(await describeJob(clouds, { includePayload: "true" })).toMatchObject({
        ...words.identity,
        [words.id]: "order-1",
        requestId: "request-1",
        status: "Succeeded",
        startedTime: Date.UTC(2026, 0, 1),
        endTime: Date.UTC(2026, 0, 1),
        durationMs: 0,
        alreadyRetriedTimes: 0,
        [words.payload]: '{"orderId":"o-1"}',
        returnPayload: '{"orderId":"o-1"}',
        events: [{ status: "Enqueued" }, { status: "Running" }, { status: "Succeeded" }],
      });
    });

    test("without an id, the request's own id is the job's", async () => {
      const { start } = withJobs();

      expect((await start()).headers).toMatchObject({ [words.header]: "request-1" });
    });

    test("an id is used once", async () => {
      const { start } = withJobs();
      await start({ id: "order-1" });

      await expect(start({ id: "order-1" })).rejects.toMatchObject({
        status: 409,
        code: words.alreadyExists,
      });
    });

    test.each(["1st", "a.b", "a".repeat(129), "-"])("%s is no id", async (id) => {
      const { start } = withJobs();

      await expect(start({ id })).rejects.toMatchObject({ status: 400, code: "InvalidArgument" });
    });

    test("one that fails tells why, and how often it was tried", async () => {
      const clouds = cloud();
      clouds.fc.register(
        target,
        async () => {
          throw new RangeError("too far");
        },
        { stateful: true, maxAsyncRetryAttempts: 2 },
      );
      await clouds.start({ id: "order-1" });
      await settle();
      expect(await describeJob(clouds)).toMatchObject({ status: "Retrying", endTime: 0, durationMs: 0 });

      await clouds.world.clock.advance("1m");

      expect(await describeJob(clouds)).toMatchObject({
        status: "Failed",
        durationMs: 3000,
        alreadyRetriedTimes: 2,
        [words.errorMessage]: "too far",
      });
    });

    test("one that is stopped ends as Stopped, by way of Stopping; stopping it again changes nothing", async () => {
      const clouds = cloud();
      clouds.fc.register(target, () => new Promise(() => {}), { stateful: true });
      await clouds.start({ id: "order-1" });
      await settle();
      expect(await describeJob(clouds)).toMatchObject({ status: "Running", endTime: 0 });

      expect(await clouds.call("PUT", words.stop)).toMatchObject({ status: 200 });
      await settle();
      await clouds.call("PUT", words.stop);

      const { status, events } = await describeJob(clouds);
      expect(status).toBe("Stopped");
      expect((events as { status: string }[]).map((event) => event.status)).toEqual([
        "Enqueued",
        "Running",
        "Stopping",
        "Stopped",
      ]);
    });

    test("one that waits to be tried again is stopped at once", async () => {
      const clouds = cloud();
      clouds.fc.register(
        target,
        async () => {
          throw new Error("no");
        },
        { stateful: true },
      );
      await clouds.start({ id: "order-1" });
      await settle();

      await clouds.call("PUT", words.stop);
      await settle();

      expect(await describeJob(clouds)).toMatchObject({ status: "Stopped" });
      await clouds.world.clock.advance("1h");
      expect(clouds.fc.calls(target)).toHaveLength(1);
    });

    test("they are listed in pages, filtered and in either order", async () => {
      const clouds = withJobs();
      for (const id of ["order-1", "order-2", "other", "order-3"]) await clouds.start({ id });
      await settle();
      const list = async (query: Record<string, string>) => {
        const body = (await clouds.call("GET", jobs, { query })).body as Record<string, unknown>;
        const listed = body[words.list] as Record<string, unknown>[];
        return { ids: listed.map((job) => job[words.id]), nextToken: body.nextToken as string };
      };

      const first = await list({ [words.prefix]: "order-", limit: "2" });
      const second = await list({ [words.prefix]: "order-", limit: "2", nextToken: first.nextToken });

      expect([first.ids, second.ids]).toEqual([["order-1", "order-2"], ["order-3"]]);
      expect(second.nextToken).toBeUndefined();
      expect((await list({ sortOrderByTime: "desc" })).ids).toEqual([
        "order-3",
        "other",
        "order-2",
        "order-1",
      ]);
      expect((await list({ status: "Running" })).ids).toEqual([]);
      await expect(list({ limit: "101" })).rejects.toMatchObject({ code: "InvalidArgument" });
    });
  });

  test("its configurations are listed, whatever their qualifiers", async () => {
    const { fc } = cloud();
    const { qualifier: _, ...plain } = target;
    for (const qualifier of ["prod", "beta", "none"]) fc.register({ ...plain, qualifier }, async () => ({}));
    fc.register({ ...plain, name: "other" }, async () => ({}), { stateful: true });
    for (const qualifier of ["prod", "beta"]) {
      const put = fcRequest({ ...plain, qualifier }, "PUT", "async-invoke-config", {
        body: { [words.stateful]: true },
      });
      await fc.handle(put);
    }
    const list = async (query: Record<string, string>) => {
      const request = fcRequest(plain, "GET", "async-invoke-configs", { query });
      const isV3 = plain.service === undefined;
      const path = isV3 ? ["async-invoke-configs"] : request.path;
      const answer = await fc.handle({
        ...request,
        path,
        query: isV3 ? { functionName: plain.name, ...query } : query,
      });
      return answer.body as { configs: object[]; nextToken?: string };
    };

    const first = await list({ limit: "1" });
    const second = await list({ limit: "1", nextToken: first.nextToken ?? "" });

    expect([...first.configs, ...second.configs]).toMatchObject([
      { [words.stateful]: true },
      { [words.stateful]: true },
    ]);
    expect(second.nextToken).toBeUndefined();
  });

  test("paths that lead nowhere are refused", async () => {
    const { fc, call } = cloud();
    fc.register(target, async () => ({}), { stateful: true });
    const refused = { status: 400, code: "PathNotSupported" };

    await expect(call("GET", "invocations")).rejects.toMatchObject(refused);
    await expect(call("PATCH", "async-invoke-config")).rejects.toMatchObject(refused);
    await expect(call("PUT", `${jobs}/order-1/cancel`)).rejects.toMatchObject(refused);
    await expect(call("GET", "triggers")).rejects.toMatchObject(refused);
  });
});

test("a service of FC 2.0 that does not exist is named", async () => {
  const fc: FunctionCompute = createFunctionCompute(testWorld());

  await expect(
    fc.handle(fcRequest({ service: "shop", name: "audit" }, "POST", "invocations")),
  ).rejects.toMatchObject({ status: 404, code: "ServiceNotFound", message: "service 'shop' does not exist" });
});
