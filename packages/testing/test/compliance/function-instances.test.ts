import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { afterAll, describe, expect, test } from "vitest";
import {
  createFunctionCompute,
  type FunctionFactory,
  type InvocationOutcome,
} from "../../src/clouds/fc/index.ts";
import { fcRequest } from "../support/fc-request.ts";
import { testWorld } from "../support/test-world.ts";

// Sources: the pages on instance types, life cycle hooks (initializer at most 300 s, pre-stop at most 90 s), concurrency of
// one by default, and the invocation's headers.
const target = { service: "shop", name: "audit" };

function cloud() {
  const world = testWorld();
  const fc = createFunctionCompute(world);
  const invoke = async (event: unknown = {}) =>
    read(await fc.invoke({ target, payload: Buffer.from(JSON.stringify(event)) }));
  return { world, fc, invoke };
}

const read = (outcome: InvocationOutcome) =>
  outcome.kind === "failed"
    ? [outcome.errorType, outcome.errorMessage]
    : JSON.parse(Buffer.from(outcome.payload).toString());

/** Counts its own calls; waits for as long as the event says. */
const counting: FunctionFactory = {
  create() {
    let calls = 0;
    return {
      async handler(event, context) {
        const own = ++calls;
        const { ms } = JSON.parse(event.toString());
        if (ms !== undefined) await runtimeOf(context).clock?.sleep(ms);
        return { calls: own };
      },
    };
  },
};

describe("an instance", () => {
  test("keeps its module's state from call to call", async () => {
    const { fc, invoke } = cloud();
    fc.register(target, counting);

    expect([await invoke(), await invoke()]).toEqual([{ calls: 1 }, { calls: 2 }]);
    expect(new Set(fc.calls(target).map(({ instanceId }) => instanceId)).size).toBe(1);
  });

  test("works on one call at a time: calls at once have an instance each", async () => {
    const { fc, invoke, world } = cloud();
    fc.register(target, counting);

    const both = Promise.all([invoke({ ms: 1_000 }), invoke({ ms: 1_000 })]);
    await world.clock.advance("1s");

    expect(await both).toEqual([{ calls: 1 }, { calls: 1 }]);
    expect(fc.calls(target).map(({ instanceId }) => instanceId)).toEqual(["c-00000001", "c-00000002"]);
    expect(await invoke()).toEqual({ calls: 2 });
  });

  test("gets the next call when it was used last", async () => {
    const { fc, invoke, world } = cloud();
    fc.register(target, counting);
    const both = Promise.all([invoke({ ms: 2_000 }), invoke({ ms: 1_000 })]);
    await world.clock.advance("2s");
    await both;

    await invoke();

    expect(fc.calls(target).at(-1)?.instanceId).toBe("c-00000001");
  });

  test("is not used again once the platform has ended a call on it", async () => {
    const { fc, invoke, world } = cloud();
    fc.register(target, counting, { timeoutSeconds: 10 });

    const late = invoke({ ms: 20_000 });
    await world.clock.advance("10s");

    expect(await late).toEqual([undefined, "Function timed out after 10 seconds"]);
    expect(await invoke()).toEqual({ calls: 1 });
  });

  test("is new after a deployment", async () => {
    const { fc, invoke } = cloud();
    fc.register(target, counting);
    await invoke();

    fc.register(target, counting);

    expect(await invoke()).toEqual({ calls: 1 });
  });

  test("that cannot be loaded fails the call", async () => {
    const { fc, invoke } = cloud();
    fc.register(target, {
      create() {
        throw new SyntaxError("unexpected token");
      },
    });

    expect(await invoke()).toEqual(["SyntaxError", "unexpected token"]);
  });
});

describe("a module", () => {
  const folder = mkdtempSync(join(tmpdir(), "fnfkit-module-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = (exported: string) => `let calls = 0; ${exported} async () => ({ calls: ++calls });`;
  writeFileSync(join(folder, "esm.mjs"), text("export const handler ="));
  writeFileSync(join(folder, "cjs.cjs"), text("exports.main ="));

  test.each([
    ["of ES", { module: pathToFileURL(join(folder, "esm.mjs")) }],
    ["of CommonJS, by another name", { module: join(folder, "cjs.cjs"), handler: "main" }],
  ])("%s is loaded anew for each instance", async (_kind, source) => {
    const { fc, invoke } = cloud();
    fc.register(target, source);
    const first = [await invoke(), await invoke()];
    fc.register(target, source);

    expect([...first, await invoke()]).toEqual([{ calls: 1 }, { calls: 2 }, { calls: 1 }]);
  });

  test("that exports no such function fails the call", async () => {
    const { fc, invoke } = cloud();
    fc.register(target, { module: join(folder, "esm.mjs"), handler: "main" });

    expect(await invoke()).toEqual(["Error", expect.stringContaining('Failed to load function "main"')]);
  });
});

describe("an initializer", () => {
  test("runs once in each instance, before its first call, with a context", async () => {
    const { fc, invoke } = cloud();
    const seen: string[] = [];
    fc.register(target, {
      create: () => ({
        initializer: async (context) => void seen.push(`initialized ${context.function.name}`),
        handler: async () => {
          seen.push("called");
          return {};
        },
      }),
    });

    await invoke();
    await invoke();

    expect(seen).toEqual(["initialized audit", "called", "called"]);
  });

  test("may answer by the callback", async () => {
    const { fc, invoke } = cloud();
    fc.register(target, {
      create: () => ({
        initializer: (_context, callback) => callback(null, ""),
        handler: async () => ({ ok: true }),
      }),
    });

    expect(await invoke()).toEqual({ ok: true });
  });

  test("that fails fails the call, and runs again for the next one", async () => {
    const { fc, invoke } = cloud();
    let tries = 0;
    fc.register(target, {
      create: () => ({
        initializer: async () => {
          if (++tries === 1) throw new RangeError("no database");
        },
        handler: async () => ({ ok: true }),
      }),
    });

    expect(await invoke()).toEqual(["RangeError", "no database"]);
    expect(await invoke()).toEqual({ ok: true });
    expect(tries).toBe(2);
  });

  test("has a time-out of its own", async () => {
    const { fc, invoke, world } = cloud();
    fc.register(
      target,
      { create: () => ({ initializer: () => new Promise(() => {}), handler: async () => ({}) }) },
      { initializerTimeoutSeconds: 5, timeoutSeconds: 600 },
    );

    const called = invoke();
    await world.clock.advance("5s");

    expect(await called).toEqual([undefined, "Function initializer timed out after 5 seconds"]);
  });
});

test("a pre-stop runs in idle instances that end", async () => {
  const { fc, invoke } = cloud();
  const stopped: string[] = [];
  fc.register(target, {
    create: () => ({
      handler: async () => ({}),
      preStop: async ({ function: { name } }) => {
        stopped.push(name);
        throw new Error("not flushed");
      },
    }),
  });
  await invoke();

  const outcomes = await fc.stopInstances(target);

  expect(stopped).toEqual(["audit"]);
  expect(outcomes).toMatchObject([{ kind: "failed", errorMessage: "not flushed" }]);
  expect(await fc.stopInstances(target)).toEqual([]);
});

describe("what an invocation's headers tell", () => {
  test("the instance, and how long it took in the clouds' time", async () => {
    const { fc, world } = cloud();
    fc.register(target, counting);

    const answering = fc.handle(fcRequest(target, "POST", "invocations", { body: { ms: 1_500 } }));
    await world.clock.advance("2s");

    expect((await answering).headers).toMatchObject({
      "x-fc-instance-id": "c-00000001",
      "x-fc-invocation-duration": "1500",
    });
  });

  test("the end of the log, at most 4 KB of it, when they are asked", async () => {
    const { fc } = cloud();
    fc.register(target, async (event, { logger }) => {
      for (let line = 0; line < JSON.parse(event.toString()).lines; line++) logger.info("line %d", line);
      return {};
    });
    const tail = async (lines: number, type: string) => {
      const headers = { "x-fc-log-type": type };
      const answer = await fc.handle(
        fcRequest(target, "POST", "invocations", { body: { lines }, headers }),
        "r-1",
      );
      const encoded = answer.headers?.["x-fc-log-result"];
      return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString();
    };

    expect(await tail(1, "Tail")).toBe(
      "FC Invoke Start RequestId: r-1\n2026-01-01T00:00:00.000Z r-1 [info] line 0\nFC Invoke End RequestId: r-1\n",
    );
    const long = await tail(1_000, "Tail");
    expect(long).toHaveLength(4_096);
    expect(long).toContain("line 999\nFC Invoke End");
    expect(await tail(1, "None")).toBeUndefined();
    await expect(tail(1, "All")).rejects.toMatchObject({ status: 400, code: "InvalidArgument" });
  });
});
