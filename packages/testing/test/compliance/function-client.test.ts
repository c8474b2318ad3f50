import { defineFunction, isServiceError } from "@fnfkit/sdk";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { servedFc } from "../support/served-fc.ts";

const schemas = { input: z.object({ sku: z.string() }), output: z.object({ receipt: z.string() }) };

const served = servedFc();
const { client } = served;

describe.each([
  {
    generation: "FC 2.0",
    contract: defineFunction({ service: "shop", name: "reserve", qualifier: "prod", ...schemas }),
    notFound: "StatefulAsyncInvocationNotFound",
    alreadyExists: "StatefulAsyncInvocationAlreadyExists",
  },
  {
    generation: "FC 3.0",
    contract: defineFunction({ name: "reserve", qualifier: "prod", ...schemas }),
    notFound: "AsyncTaskNotFound",
    alreadyExists: "AsyncTaskAlreadyExists",
  },
])("$generation, by the vendor's own client", ({ contract, notFound, alreadyExists }) => {
  const input = { sku: "kettle" };
  const jobId = "order-1";

  test("a function is invoked and runs by itself", async () => {
    const { fc } = served;
    const ran = new Promise((resolve) => {
      fc.implement(contract, (order) => {
        resolve(order);
        return { receipt: "r-1" };
      });
    });

    const { requestId } = await client().invokeAsync(contract, input);

    expect(await ran).toEqual(input);
    expect(requestId).toMatch(/^request-\d+$/);
    expect(fc.calls(contract)).toMatchObject([{ type: "Async", event: input, jobId: undefined }]);
  });

  test("a job is watched to its end, in virtual time", async () => {
    const functions = client();
    served.fc.register(
      contract,
      async (_event, context) => {
        await runtimeOf(context).clock?.sleep(3_600_000);
        return { receipt: "r-1" };
      },
      { timeoutSeconds: 7_200 },
    );
    await functions.enableStatefulInvocation(contract);

    const job = await functions.invokeAsync(contract, input, { jobId });

    expect(await job.describe()).toMatchObject({ id: jobId, status: "Running", durationMs: 0 });
    expect(await job.ended({ pollIntervalMs: 60_000 })).toMatchObject({
      status: "Succeeded",
      durationMs: 3_600_000,
    });
  });

  test("a job that fails says why", async () => {
    served.fc.register(
      contract,
      async () => {
        throw new RangeError("no more kettles");
      },
      { stateful: true },
    );

    const job = await client().invokeAsync(contract, input, { jobId });

    expect(await job.ended()).toMatchObject({
      status: "Failed",
      errorMessage: "no more kettles",
      retriedTimes: 3,
    });
  });

  test("a job is stopped while it runs", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    served.fc.register(
      contract,
      (_event, context) => {
        signals.push(runtimeOf(context).signal);
        return new Promise(() => {});
      },
      { stateful: true },
    );
    const job = await client().invokeAsync(contract, input, { jobId });

    await job.stop();

    expect(await job.ended()).toMatchObject({ status: "Stopped" });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test("an id starts one job", async () => {
    const functions = client();
    served.fc.implement(contract, () => ({ receipt: "r-1" }), { stateful: true });
    await functions.invokeAsync(contract, input, { jobId });

    await expect(functions.invokeAsync(contract, input, { jobId })).rejects.toSatisfy((e) =>
      isServiceError(e, alreadyExists),
    );
    expect(served.fc.calls(contract)).toHaveLength(1);
  });

  test("a job that nobody started is not found", async () => {
    served.fc.implement(contract, () => ({ receipt: "r-1" }), { stateful: true });

    await expect(client().job(contract, jobId).describe()).rejects.toMatchObject({
      serviceCode: notFound,
      status: 404,
    });
  });

  test("switching stateful invocation on leaves the other settings alone", async () => {
    const functions = client();
    served.fc.register(
      contract,
      async () => {
        throw new Error("no");
      },
      { maxAsyncRetryAttempts: 0 },
    );

    expect(await functions.enableStatefulInvocation(contract)).toBe("enabled");
    expect(await functions.enableStatefulInvocation(contract)).toBe("unchanged");

    const job = await functions.invokeAsync(contract, input, { jobId });
    expect(await job.ended()).toMatchObject({ status: "Failed", retriedTimes: 0 });
  });

  test("a wrong signature changes nothing", async () => {
    served.fc.implement(contract, () => ({ receipt: "r-1" }));

    await expect(client("wrong").invokeAsync(contract, input)).rejects.toMatchObject({
      serviceCode: "SignatureNotMatch",
      status: 403,
    });
    expect(served.fc.calls(contract)).toEqual([]);
  });

  test("a function that is not there is named", async () => {
    await expect(client().invokeAsync(contract, input)).rejects.toMatchObject({
      code: "SERVICE",
      status: 404,
      retryable: false,
    });
  });
});
