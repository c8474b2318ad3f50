import { defineFunction } from "@fnfkit/sdk/contract";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { testWorld } from "../../../test/support/test-world.ts";
import { CloudError } from "../../wire/cloud-error.ts";
import { createFunctionCompute } from "./function-compute.ts";
import type { FunctionContext, FunctionHandler } from "./handler.ts";
import type { InvocationOutcome } from "./invocation.ts";

const audit = defineFunction({
  service: "shop",
  name: "audit",
  qualifier: "prod",
  input: z.strictObject({ orderId: z.string() }),
  output: z.object({ approved: z.boolean() }),
  errors: ["AuditorUnavailable"],
  jobId: "job",
});

const payload = (value: unknown) => Buffer.from(JSON.stringify(value));
const text = (outcome: InvocationOutcome | undefined) =>
  outcome?.kind === "succeeded" ? Buffer.from(outcome.payload).toString() : outcome;

async function invoke(handler: FunctionHandler): Promise<InvocationOutcome> {
  const fc = createFunctionCompute(testWorld());
  fc.register(audit, handler);
  return fc.invoke({ target: audit, payload: payload({ orderId: "o-1" }) });
}

describe("a handler is called as Function Compute calls it", () => {
  test("with a Buffer and a full context", async () => {
    const world = testWorld({ endpoint: "http://127.0.0.1:9000" });
    const fc = createFunctionCompute(world);
    const seen: [Buffer, FunctionContext][] = [];
    fc.register(
      audit,
      async (event, context) => {
        seen.push([event, context]);
      },
      { timeoutSeconds: 10, memoryMb: 256 },
    );

    await fc.invoke({ target: audit, payload: payload({ orderId: "o-1" }) }, "request-9");

    const [[event, context] = []] = seen;
    expect(Buffer.isBuffer(event)).toBe(true);
    expect(event?.toString()).toBe('{"orderId":"o-1"}');
    expect(context).toMatchObject({
      requestId: "request-9",
      credentials: { accessKeyId: "STS.key-1", securityToken: "function-token" },
      function: { name: "audit", memory: 256, timeout: 10 },
      service: { name: "shop", qualifier: "prod" },
      region: "cn-hangzhou",
      accountId: "1234567890123456",
      retryCount: 0,
    });
    expect(context && runtimeOf(context)).toMatchObject({ endpoint: "http://127.0.0.1:9000" });
  });

  test.each<[string, FunctionHandler, string]>([
    ["an object goes as JSON", async () => ({ ok: true }), '{"ok":true}'],
    ["a number goes as JSON", async () => 42, "42"],
    ["a string goes as it is", async () => "plain", "plain"],
    ["a Buffer goes as it is", async () => Buffer.from("raw"), "raw"],
    ["nothing is an empty answer", async () => undefined, ""],
    [
      "a callback answers too",
      (_event, _context, callback) => callback(null, { called: "back" }),
      '{"called":"back"}',
    ],
    [
      "whichever settles first counts",
      async (_event, _context, callback) => {
        callback(null, "first");
        return "second";
      },
      "first",
    ],
  ])("%s", async (_name, handler, expected) => {
    expect(text(await invoke(handler))).toBe(expected);
  });

  test.each<[string, FunctionHandler, object]>([
    [
      "a thrown error is named by its class",
      async () => {
        throw audit.error("AuditorUnavailable", "on holiday");
      },
      {
        errorType: "AuditorUnavailable",
        errorMessage: "on holiday",
        invocationError: "UnhandledInvocationError",
      },
    ],
    [
      "an error thrown before there is a promise",
      () => {
        throw new RangeError("too far");
      },
      { errorType: "RangeError", invocationError: "UnhandledInvocationError" },
    ],
    [
      "an error called back is a handled one",
      (_event, _context, callback) => callback(new Error("no")),
      { errorType: "Error", errorMessage: "no", invocationError: "HandledInvocationError" },
    ],
    [
      "a result that JSON cannot carry",
      async () => ({ big: 1n }),
      { errorType: "TypeError", invocationError: "UnhandledInvocationError" },
    ],
  ])("%s", async (_name, handler, expected) => {
    expect(await invoke(handler)).toMatchObject({ kind: "failed", ...expected });
  });

  test("its logger is kept with the call", async () => {
    const fc = createFunctionCompute(testWorld());
    fc.register(audit, async (_event, { logger }) => logger.warn("low on %s", "paper"));

    await fc.invoke({ target: audit, payload: payload({}) });

    expect(fc.calls(audit)[0]?.log).toEqual(["2026-01-01T00:00:00.000Z request-2 [warn] low on paper"]);
  });
});

describe("time", () => {
  test("a function that is not done in time fails without an error type, is told, and no longer counts", async () => {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    const told: boolean[] = [];
    fc.register(
      audit,
      async (_event, context) => {
        const { clock, signal } = runtimeOf(context);
        await clock?.sleep(90_000);
        told.push(signal?.aborted === true);
        return "late";
      },
      { timeoutSeconds: 60 },
    );

    const outcome = fc.invoke({ target: audit, payload: payload({}) });
    await world.clock.advance("2m");

    expect(await outcome).toEqual({
      kind: "failed",
      errorMessage: "Function timed out after 60 seconds",
      invocationError: "UnhandledInvocationError",
      body: '{"errorMessage":"Function timed out after 60 seconds"}',
    });
    expect(told).toEqual([true]);
  });

  test("while a function sleeps on its clock, time passes by itself for whoever waits", async () => {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    fc.register(audit, async (_event, context) => {
      await runtimeOf(context).clock?.sleep(30_000);
      return "done";
    });

    const outcome = fc.invoke({ target: audit, payload: payload({}) });
    const leave = world.clock.attend();

    expect(text(await outcome)).toBe("done");
    expect(world.clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 0, 30));
    leave();
  });
});

describe("the queue", () => {
  test("answers before the function starts", async () => {
    const fc = createFunctionCompute(testWorld());
    fc.register(audit, async () => ({ approved: true }));

    const outcome = new Promise<InvocationOutcome>((onEnd) => {
      fc.enqueue({ target: audit, payload: payload({}), onEnd });
      expect(fc.calls(audit)).toEqual([]);
    });

    expect(text(await outcome)).toBe('{"approved":true}');
    expect(fc.calls(audit)).toMatchObject([{ type: "Async", attempt: 1 }]);
  });

  test("tries a failing function again, with growing pauses, and then gives up", async () => {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    const started: number[] = [];
    const retryCounts: number[] = [];
    fc.register(audit, async (_event, { retryCount }) => {
      started.push((world.clock.now() - Date.UTC(2026, 0, 1)) / 1000);
      retryCounts.push(retryCount);
      throw audit.error("AuditorUnavailable");
    });

    const outcome = new Promise<InvocationOutcome>((onEnd) => {
      fc.enqueue({ target: audit, payload: payload({}), onEnd });
    });
    const leave = world.clock.attend();

    expect(await outcome).toMatchObject({ kind: "failed", errorType: "AuditorUnavailable" });
    expect(started).toEqual([0, 1, 3, 7]);
    expect(retryCounts).toEqual([0, 1, 2, 3]);
    leave();
  });

  test("takes no more than 128 KB", () => {
    const fc = createFunctionCompute(testWorld());
    fc.register(audit, async () => ({}));

    expect(() => fc.enqueue({ target: audit, payload: Buffer.alloc(128 * 1024 + 1) })).toThrow(
      expect.objectContaining({ status: 400, code: "EntityTooLarge" }),
    );
  });
});

describe("a job that is stopped", () => {
  test("never starts when it was still queued", async () => {
    const fc = createFunctionCompute(testWorld());
    fc.register(audit, async () => ({}), { stateful: true });

    const outcome = new Promise<InvocationOutcome>((onEnd) => {
      fc.enqueue({ target: audit, payload: payload({}), jobId: "order-1", onEnd });
      fc.stopJob(audit, "order-1");
    });

    expect(await outcome).toMatchObject({ kind: "failed" });
    expect(fc.calls(audit)).toEqual([]);
  });

  test("is told by its signal, and its outcome does not count", async () => {
    const fc = createFunctionCompute(testWorld());
    const signals: (AbortSignal | undefined)[] = [];
    let finish = () => {};
    fc.register(
      audit,
      (_event, context) => {
        signals.push(runtimeOf(context).signal);
        return new Promise<string>((resolve) => {
          finish = () => resolve("done after all");
        });
      },
      { stateful: true },
    );

    const outcome = new Promise<InvocationOutcome>((onEnd) => {
      fc.enqueue({ target: audit, payload: payload({}), jobId: "order-1", onEnd });
    });
    await Promise.resolve();
    fc.stopJob(audit, "order-1");
    finish();

    expect(await outcome).toMatchObject({ kind: "failed", errorMessage: "Function invocation was stopped" });
    expect(signals[0]?.aborted).toBe(true);
    expect(fc.calls(audit)).toHaveLength(1);
  });
});

test("a reset ends what runs and tells nobody", async () => {
  const world = testWorld();
  const fc = createFunctionCompute(world);
  const told: InvocationOutcome[] = [];
  fc.register(audit, () => new Promise(() => {}));
  fc.enqueue({ target: audit, payload: payload({}), onEnd: (outcome) => told.push(outcome) });
  await Promise.resolve();

  fc.reset();
  await world.clock.advance("1h");

  expect(told).toEqual([]);
  await expect(fc.invoke({ target: audit, payload: payload({}) })).rejects.toMatchObject({
    code: "ServiceNotFound",
  });
});

describe("a stand-in", () => {
  const token = { taskToken: "token-1" };

  test("is given the input alone and answers in its function's place", async () => {
    const fc = createFunctionCompute(testWorld());
    const inputs: object[] = [];
    fc.implement(audit, (input, task) => {
      inputs.push({ input, token: task.token, jobId: task.jobId, attempt: task.attempt });
      return { approved: true };
    });

    const outcome = await fc.invoke({ target: audit, payload: payload({ orderId: "o-1", job: "order-1" }) });

    expect(text(outcome)).toBe('{"approved":true}');
    expect(inputs).toEqual([{ input: { orderId: "o-1" }, token: undefined, jobId: undefined, attempt: 1 }]);
  });

  test.each<[string, object, () => { approved: boolean }, string]>([
    ["an event that does not fit", { orderId: 7 }, () => ({ approved: true }), "InvalidInput"],
    ["a result that does not fit", { orderId: "o-1" }, () => ({ approved: "yes" }) as never, "InvalidOutput"],
  ])("fails on %s", async (_name, event, standIn, errorType) => {
    const fc = createFunctionCompute(testWorld());
    fc.implement(audit, standIn);

    expect(await fc.invoke({ target: audit, payload: payload(event) })).toMatchObject({ errorType });
  });

  test("reports what it answers when the event carries a task token", async () => {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    fc.implement(audit, async () => ({ approved: true }));

    await fc.invoke({ target: audit, payload: payload({ orderId: "o-1", ...token }) });

    expect(world.reports).toEqual([["token-1", { kind: "succeeded", output: '{"approved":true}' }]]);
  });

  test("reports what it throws, and then returns normally", async () => {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    fc.implement(audit, async () => {
      throw audit.error("AuditorUnavailable", "on holiday");
    });

    const outcome = await fc.invoke({ target: audit, payload: payload({ orderId: "o-1", ...token }) });

    expect(outcome.kind).toBe("succeeded");
    expect(world.reports).toEqual([
      ["token-1", { kind: "failed", error: "AuditorUnavailable", cause: "on holiday" }],
    ]);
  });

  test("leaves the report to somebody else when it defers", async () => {
    const world = testWorld();
    const fc = createFunctionCompute(world);
    fc.implement(audit, (_input, task) => task.defer());

    const outcome = await fc.invoke({ target: audit, payload: payload({ orderId: "o-1", ...token }) });

    expect(outcome.kind).toBe("succeeded");
    expect(world.reports).toEqual([]);
  });

  test("cannot defer what nobody could report", async () => {
    const fc = createFunctionCompute(testWorld());
    fc.implement(audit, (_input, task) => task.defer());

    expect(await fc.invoke({ target: audit, payload: payload({ orderId: "o-1" }) })).toMatchObject({
      kind: "failed",
    });
  });

  test.each([
    ["TaskAlreadyCompleted", "succeeded"],
    ["AccessDenied", "failed"],
  ])("whose report is refused with %s has %s", async (code, kind) => {
    const refuse = () => Promise.reject(new CloudError(400, code, "refused"));
    const fc = createFunctionCompute(testWorld({ reportTask: refuse }));
    fc.implement(audit, () => ({ approved: true }));

    const outcome = await fc.invoke({ target: audit, payload: payload({ orderId: "o-1", ...token }) });

    expect(outcome.kind).toBe(kind);
  });

  test.each(["context", "header"] as const)(
    "finds a token that the cloud passes by %s",
    async (passTaskToken) => {
      const world = testWorld({ passTaskToken });
      const fc = createFunctionCompute(world);
      fc.implement(audit, () => ({ approved: false }));

      await fc.invoke({ target: audit, payload: payload({ orderId: "o-1" }), taskToken: "token-2" });

      expect(world.reports.map(([reported]) => reported)).toEqual(["token-2"]);
    },
  );
});

describe("a task token that the cloud itself passes", () => {
  test("by the context, as a property of it", async () => {
    const fc = createFunctionCompute(testWorld({ passTaskToken: "context" }));
    const seen: unknown[] = [];
    fc.register(audit, async (event, { taskToken }) => void seen.push(event.toString(), taskToken));

    await fc.invoke({ target: audit, payload: payload({ orderId: "o-1" }), taskToken: "token-1" });

    expect(seen).toEqual(['{"orderId":"o-1"}', "token-1"]);
  });

  test("by a header, of the event of an HTTP trigger", async () => {
    const fc = createFunctionCompute(testWorld({ passTaskToken: "header" }));
    const seen: unknown[] = [];
    fc.register(
      audit,
      async (event, { taskToken }) => void seen.push(JSON.parse(event.toString()), taskToken),
    );

    await fc.invoke({ target: audit, payload: payload({ orderId: "o-1" }), taskToken: "token-1" });

    expect(seen).toMatchObject([
      { version: "v1", headers: { "x-fnf-task-token": "token-1" }, body: '{"orderId":"o-1"}' },
      undefined,
    ]);
  });
});
