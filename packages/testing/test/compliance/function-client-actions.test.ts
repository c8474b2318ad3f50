import {
  defineFunction,
  type FunctionClient,
  isContractError,
  isFunctionFailedError,
  isServiceError,
  type JobDescription,
} from "@fnfkit/sdk";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { all } from "../support/all.ts";
import { servedFc } from "../support/served-fc.ts";

// Every action of the two generations that FunctionClient has, against the embedded clouds; invocations and single jobs are
// in function-client.test.ts too. Sources: wire-api.md D2 (invocations), D6 (configuration), D7 (jobs).
const schemas = {
  input: z.object({ sku: z.string() }),
  output: z.object({ receipt: z.string(), count: z.number().default(1) }),
};

const served = servedFc();
const { client } = served;

class SoldOut extends Error {}

describe.each([
  {
    generation: "FC 2.0",
    contract: defineFunction({ service: "shop", name: "reserve", qualifier: "prod", ...schemas }),
    whole: defineFunction({ service: "shop", name: "reserve", ...schemas }),
    other: defineFunction({ service: "shop", name: "audit", ...schemas }),
  },
  {
    generation: "FC 3.0",
    contract: defineFunction({ name: "reserve", qualifier: "prod", ...schemas }),
    whole: defineFunction({ name: "reserve", ...schemas }),
    other: defineFunction({ name: "audit", ...schemas }),
  },
])("$generation", ({ contract, whole, other }) => {
  const input = { sku: "kettle" };

  describe("an invocation that is waited for", () => {
    test("answers the function's result, read through the contract", async () => {
      served.fc.implement(contract, ({ sku }) => ({ receipt: `r-${sku}` }));

      expect(await client().invoke(contract, input)).toEqual({ receipt: "r-kettle", count: 1 });
      expect(served.fc.calls(contract)).toMatchObject([{ type: "Sync", event: input }]);
    });

    test("answers the end of the log too when it is asked for", async () => {
      served.fc.register(contract, async (_event, { logger }) => {
        logger.info("kettle reserved");
        return { receipt: "r-1" };
      });

      const result = await client().invoke(contract, input, { logType: "Tail" });

      expect(result.output).toEqual({ receipt: "r-1", count: 1 });
      expect(result.logTail).toContain("kettle reserved");
      expect(result.requestId).toMatch(/^request-\d+$/);
    });

    test("fails as the function fails, though the service answers 200", async () => {
      served.fc.register(contract, async () => {
        throw new SoldOut("no more kettles");
      });

      const failure = await client()
        .invoke(contract, input)
        .catch((error: unknown) => error);

      expect(isFunctionFailedError(failure, "SoldOut")).toBe(true);
      expect(failure).toMatchObject({
        errorMessage: "no more kettles",
        requestId: expect.stringMatching(/^request-\d+$/),
        stackTrace: expect.arrayContaining([expect.stringContaining("at ")]),
        logTail: undefined,
      });
      expect(served.fc.calls(contract)).toHaveLength(1);
    });

    test("says what a failing function logged when asked", async () => {
      served.fc.register(contract, async (_event, { logger }) => {
        logger.error("the shelf is empty");
        throw new SoldOut("no more kettles");
      });

      await expect(client().invoke(contract, input, { logType: "Tail" })).rejects.toMatchObject({
        code: "FUNCTION_FAILED",
        logTail: expect.stringContaining("the shelf is empty"),
      });
    });

    test("fails without an error type when the platform ends the function", async () => {
      served.fc.register(contract, () => new Promise(() => {}), { timeoutSeconds: 3 });
      const invoked = client()
        .invoke(contract, input)
        .catch((error: unknown) => error);
      while (served.fc.calls(contract).length === 0) await new Promise(setImmediate);

      await served.world.clock.advance("3s");

      const failure = await invoked;
      expect(failure).toMatchObject({
        errorType: undefined,
        errorMessage: expect.stringContaining("timed out"),
      });
    });

    test.each([
      ["another object", { receipt: 7 }],
      ["text", "done"],
      ["nothing", undefined],
    ])("does not pass on %s as a result", async (_what, result) => {
      served.fc.register(contract, async () => result);

      const refused = await client()
        .invoke(contract, input)
        .catch((error: unknown) => error);

      expect(isContractError(refused) && refused.side).toBe("output");
    });

    test("is not sent when its input is larger than the service takes", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }));
      const functions = client();

      const sync = await functions
        .invoke(contract, { sku: "x".repeat(32 * 1024 * 1024) })
        .catch((error: unknown) => error);
      const queued = await functions
        .invokeAsync(contract, { sku: "x".repeat(256 * 1024) })
        .catch((error: unknown) => error);

      expect(isContractError(sync) && sync.side).toBe("input");
      expect(isContractError(queued) && queued.side).toBe("input");
      expect(served.fc.calls(contract)).toEqual([]);
    });

    test("is refused by the service when it is larger than it takes by default", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }));

      await expect(client().invokeAsync(contract, { sku: "x".repeat(128 * 1024) })).rejects.toMatchObject({
        serviceCode: "EntityTooLarge",
        retryable: false,
      });
    });
  });

  describe("an invocation with a delay", () => {
    test("is accepted at once and starts later", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }), { stateful: true });

      const job = await client().invokeAsync(contract, input, { jobId: "order-1", delaySeconds: 900 });

      expect(await job.describe()).toMatchObject({ status: "Enqueued" });
      await served.world.clock.advance("15m");
      const { startedTime, status } = await job.ended();
      expect(status).toBe("Succeeded");
      expect(startedTime).toEqual(new Date(served.world.clock.now()));
    });

    test.each([-1, 0.5, 3_601, Number.NaN])("is not sent when the delay is %s", async (delaySeconds) => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }));

      await expect(client().invokeAsync(contract, input, { delaySeconds })).rejects.toMatchObject({
        code: "CONFIGURATION",
      });
      expect(served.fc.calls(contract)).toEqual([]);
    });
  });

  describe("jobs", () => {
    /** Two that fail, one that ends well and one that runs. */
    async function fourJobs(): Promise<FunctionClient> {
      const functions = client();
      const { clock } = served.world;
      served.fc.implement(
        contract,
        ({ sku }) => {
          if (sku === "gone") throw new SoldOut("no more kettles");
          return sku === "slow" ? new Promise(() => {}) : { receipt: "r-1" };
        },
        { stateful: true, maxAsyncRetryAttempts: 0, timeoutSeconds: 86_400 },
      );
      for (const [id, sku] of Object.entries({
        "a-1": "gone",
        "a-2": "kettle",
        "b-1": "gone",
        "b-2": "slow",
      })) {
        await functions.invokeAsync(contract, { sku }, { jobId: id });
        await clock.advance("1m");
      }
      return functions;
    }
    const ids = (jobs: readonly JobDescription[]) => jobs.map(({ id }) => id);

    test("are listed page by page", async () => {
      const functions = await fourJobs();
      const jobs = functions.jobs(contract);

      const first = await jobs.page({ limit: 3 });
      const second = await jobs.page({ limit: 3, nextToken: first.nextToken ?? "" });

      expect(ids(first.items)).toEqual(["a-1", "a-2", "b-1"]);
      expect(ids(second.items)).toEqual(["b-2"]);
      expect(second).not.toHaveProperty("nextToken");
      expect(ids(await all(jobs))).toEqual(["a-1", "a-2", "b-1", "b-2"]);
      expect((await all(jobs.pages({ limit: 1 }))).length).toBe(4);
    });

    test("are filtered by status, by the start of the id and by time", async () => {
      const functions = await fourJobs();
      const [, second, third] = await all(functions.jobs(contract));
      const filtered = async (filter: Parameters<typeof functions.jobs>[1]) =>
        ids(await all(functions.jobs(contract, filter)));

      expect(await filtered({ status: "Failed" })).toEqual(["a-1", "b-1"]);
      expect(await filtered({ idPrefix: "b-" })).toEqual(["b-1", "b-2"]);
      expect(await filtered({ idPrefix: "b-", status: "Running" })).toEqual(["b-2"]);
      expect(await filtered({ order: "desc" })).toEqual(["b-2", "b-1", "a-2", "a-1"]);
      expect(
        await filtered({
          startedTimeBegin: second?.startedTime as Date,
          startedTimeEnd: third?.startedTime as Date,
        }),
      ).toEqual(["a-2", "b-1"]);
    });

    test("tell what went in when asked, and what happened to them", async () => {
      const functions = await fourJobs();
      const job = functions.job(contract, "a-1");

      const [listed] = await all(functions.jobs(contract, { idPrefix: "a-1", includePayload: true }));

      expect(listed).toMatchObject({
        payload: '{"sku":"gone"}',
        qualifier: "prod",
        events: [
          { status: "Enqueued", time: expect.any(Date), detail: "" },
          { status: "Running" },
          { status: "Failed", detail: '{"Error":"UnhandledInvocationError"}' },
        ],
      });
      expect(await job.describe({ includePayload: true })).toEqual(listed);
      expect(await job.describe()).not.toHaveProperty("payload");
    });

    test("that have ended stay as they are when they are stopped", async () => {
      const functions = await fourJobs();
      const job = functions.job(contract, "a-2");

      await job.stop();

      expect(await job.describe()).toMatchObject({ status: "Succeeded" });
    });

    test("of a function that is not there are not listed", async () => {
      await expect(client().jobs(contract).page()).rejects.toSatisfy((error) => isServiceError(error));
    });
  });

  describe("the configuration of asynchronous invocations", () => {
    test("is not there until it is put, and then says what was put", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }));
      served.fc.implement(other, () => ({ receipt: "r-1" }));
      const { asyncConfigs } = client();

      expect(await asyncConfigs.get(contract)).toBeUndefined();
      const put = await asyncConfigs.put(contract, {
        stateful: true,
        maxAsyncRetryAttempts: 1,
        maxAsyncEventAgeSeconds: 600,
        onSuccess: other,
        onFailure: "acs:mns:cn-hangzhou:1234567890123456:/queues/lost/messages",
      });

      expect(put).toEqual({
        qualifier: "prod",
        stateful: true,
        maxAsyncRetryAttempts: 1,
        maxAsyncEventAgeSeconds: 600,
        onSuccess: expect.stringMatching(/^acs:fc:cn-hangzhou:1234567890123456:.*functions\/audit$/),
        onFailure: "acs:mns:cn-hangzhou:1234567890123456:/queues/lost/messages",
        createdTime: expect.any(Date),
        lastModifiedTime: expect.any(Date),
      });
      expect(await asyncConfigs.get(contract)).toEqual(put);
    });

    test("is what the function's queue goes by", async () => {
      served.fc.register(contract, async () => {
        throw new SoldOut("no more kettles");
      });
      served.fc.implement(other, () => ({ receipt: "r-1" }));
      const functions = client();
      await functions.asyncConfigs.put(contract, {
        stateful: true,
        maxAsyncRetryAttempts: 0,
        onFailure: "acs:mns:::/queues/lost/messages",
      });

      const job = await functions.invokeAsync(contract, input, { jobId: "order-1" });

      expect(await job.ended()).toMatchObject({
        status: "Failed",
        retriedTimes: 0,
        destinationStatus: "Succeeded",
      });
      expect(served.fc.messages).toHaveLength(1);
    });

    test("keeps what a put leaves out", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }), { stateful: true, maxAsyncRetryAttempts: 2 });
      const { asyncConfigs } = client();

      await asyncConfigs.put(contract, { maxAsyncEventAgeSeconds: 60 });

      expect(await asyncConfigs.get(contract)).toMatchObject({
        stateful: true,
        maxAsyncRetryAttempts: 2,
        maxAsyncEventAgeSeconds: 60,
      });
    });

    test("is refused when the service does not take a setting", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }));

      await expect(client().asyncConfigs.put(contract, { maxAsyncRetryAttempts: 9 })).rejects.toMatchObject({
        serviceCode: "InvalidArgument",
        status: 400,
      });
    });

    test("is deleted, once or twice", async () => {
      served.fc.implement(contract, () => ({ receipt: "r-1" }), { stateful: true });
      const { asyncConfigs } = client();

      await asyncConfigs.delete(contract);
      await asyncConfigs.delete(contract);

      expect(await asyncConfigs.get(contract)).toBeUndefined();
    });

    test("is listed for a function's versions and aliases together", async () => {
      for (const target of [whole, contract, other]) {
        served.fc.implement(target, () => ({ receipt: "r-1" }), { stateful: true });
      }
      const list = client().asyncConfigs.list(contract);

      const configs = await all(list);

      expect(configs.map(({ qualifier }) => qualifier)).toEqual([undefined, "prod"]);
      expect(configs.every(({ stateful }) => stateful)).toBe(true);
      expect((await list.page({ limit: 1 })).items).toHaveLength(1);
    });

    test("of a function that is not there cannot be asked for", async () => {
      await expect(client().asyncConfigs.get(contract)).rejects.toMatchObject({
        code: "SERVICE",
        status: 404,
      });
    });
  });

  test("a job's time passes while its end is awaited", async () => {
    served.fc.register(
      contract,
      async (_event, context) => {
        await runtimeOf(context).clock?.sleep(60_000);
        return { receipt: "r-1" };
      },
      { stateful: true, timeoutSeconds: 600 },
    );
    const job = await client().invokeAsync(contract, input, { jobId: "order-1" });

    expect(await job.ended()).toMatchObject({ durationMs: 60_000, returnPayload: '{"receipt":"r-1"}' });
  });
});
