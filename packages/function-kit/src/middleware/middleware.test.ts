import { defineFunction } from "@fnfkit/sdk/contract";
import type { Reporter } from "@fnfkit/sdk/reporter";
import { runtimeKey } from "@fnfkit/sdk/runtime";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { bytes, testContext } from "../../test/support/invocations.ts";
import { type HandleTaskOptionsOf, handleTask, type TaskHandler } from "../index.ts";
import {
  hooks,
  type IdempotencyStore,
  idempotency,
  type LogEntry,
  logging,
  type Middleware,
  type MiddlewareOf,
  metrics,
  type Span,
  type TaskMeasure,
  type Tracer,
  tracing,
} from "./index.ts";

const reports = vi.hoisted(() => [] as unknown[]);
vi.mock("@fnfkit/sdk/reporter", async (original) => ({
  ...(await original<object>()),
  createReporter: (): Reporter => {
    const report = async (...parts: unknown[]) => {
      reports.push(parts);
      return { outcome: "accepted" as const, eventId: 7 };
    };
    return {
      succeed: (token, output) => report(token, output),
      fail: (token, error, cause) => report(token, error, cause),
    };
  },
}));

const audit = defineFunction({
  name: "audit",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean() }),
  errors: ["AuditorUnavailable"],
  jobId: "job",
});
const token = Buffer.from("v1#order#order-42#2#digest").toString("base64");
const approve: TaskHandler<typeof audit> = () => ({ approved: true });
const refuse: TaskHandler<typeof audit> = () => {
  throw audit.error("AuditorUnavailable", `on holiday until ${token}`);
};

/** Runs the handler once, as a flow that waits calls it, and tells what was reported. */
async function reported(
  handler: TaskHandler<typeof audit>,
  middleware: NonNullable<HandleTaskOptionsOf<typeof audit>["middleware"]>,
  { event = {}, context = testContext() } = {},
) {
  reports.length = 0;
  await handleTask(audit, handler, { middleware })(
    bytes({ orderId: "42", job: "job-1", taskToken: token, ...event }),
    context,
  );
  return [...reports];
}

describe("middleware", () => {
  test("stands around the handler in its order", async () => {
    const order: string[] = [];
    const named =
      (name: string): Middleware =>
      async (_, next) => {
        order.push(`${name} in`);
        const result = await next();
        order.push(`${name} out`);
        return result;
      };

    await reported(() => {
      order.push("handler");
      return { approved: true };
    }, [named("outer"), named("inner")]);

    expect(order).toEqual(["outer in", "inner in", "handler", "inner out", "outer out"]);
  });

  test("may answer in the handler's place, and is checked as the handler is", async () => {
    const refused: MiddlewareOf<typeof audit> = async () => ({ approved: false });
    const wrong: MiddlewareOf<typeof audit> = async () => ({ approved: "no" }) as never;

    expect(await reported(approve, [refused])).toEqual([[token, { approved: false }]]);
    expect(await reported(approve, [wrong])).toMatchObject([[token, "InvalidOutput", expect.anything()]]);
  });

  test("that throws fails the task, at once or later", async () => {
    const broken: Middleware = () => {
      throw new RangeError("no");
    };
    const late: Middleware = async (_, next) => {
      await next();
      throw new TypeError("no");
    };

    expect(await reported(approve, [broken])).toEqual([[token, "RangeError", "no"]]);
    expect(await reported(approve, [late])).toEqual([[token, "TypeError", "no"]]);
  });

  test("sees what the kit itself finds wrong", async () => {
    const seen: unknown[] = [];
    const watching = hooks({ onError: (_, thrown) => void seen.push((thrown as Error).name) });

    await reported(approve, [watching], { event: { orderId: 42 } });
    await reported((() => ({})) as never, [watching]);
    const context = testContext();
    const late = reported(() => new Promise(() => {}), [watching], { context });
    await vi.waitFor(() => expect(context[runtimeKey].clock.pending).toBe(1));
    context[runtimeKey].clock.advance(59_000);
    await late;

    expect(seen).toEqual(["InvalidInput", "InvalidOutput", "FunctionDeadlineExceeded"]);
  });
});

describe("hooks", () => {
  test("run before, and after or on error", async () => {
    const ran: unknown[] = [];
    const watching = hooks({
      before: ({ input }) => void ran.push(["before", input]),
      after: (_, result) => void ran.push(["after", result]),
      onError: (_, thrown) => void ran.push(["error", (thrown as Error).name]),
    });

    await reported(approve, [watching]);
    await reported(refuse, [watching]);

    expect(ran).toEqual([
      ["before", { orderId: "42" }],
      ["after", { approved: true }],
      ["before", { orderId: "42" }],
      ["error", "AuditorUnavailable"],
    ]);
  });
});

describe("the log", () => {
  const facts = {
    ...{ function: "audit", requestId: "request-1", attempt: 1, jobId: "job-1" },
    ...{ flow: "order", execution: "order-42", stepEventId: 2, token: "***" },
  };

  test("has a line for the beginning and one for the end, without a secret", async () => {
    const entries: LogEntry[] = [];

    await reported(approve, [logging((entry) => entries.push(entry))]);
    await reported(refuse, [logging((entry) => entries.push(entry))]);
    await reported((_, task) => task.defer(), [logging((entry) => entries.push(entry))]);

    expect(entries).toEqual([
      { level: "info", message: "task started", ...facts },
      { level: "info", message: "task succeeded", ...facts, durationMs: 0 },
      { level: "info", message: "task started", ...facts },
      {
        ...{ level: "error", message: "task failed", ...facts, durationMs: 0 },
        ...{ error: "AuditorUnavailable", cause: "on holiday until ***" },
      },
      { level: "info", message: "task started", ...facts },
      { level: "info", message: "task deferred", ...facts, durationMs: 0 },
    ]);
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  test("is standard output by default, a line of JSON each", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});

    await reported(approve, [logging()]);

    expect(log.mock.calls.map(([line]) => JSON.parse(line).message)).toEqual([
      ...["task started", "task succeeded"],
    ]);
    log.mockRestore();
  });
});

describe("metrics", () => {
  test("tell how each invocation ended, how long it took and whether it was the first", async () => {
    const measures: TaskMeasure[] = [];
    const measuring = metrics((measure) => measures.push(measure));
    const slow: TaskHandler<typeof audit> = async (_, task) => {
      await task.clock.sleep(250);
      return { approved: true };
    };

    await reported(slow, [measuring], { context: testContext({ retryCount: 1 }) });
    await reported(refuse, [measuring]);

    expect(measures).toEqual([
      { function: "audit", outcome: "succeeded", durationMs: 250, attempt: 2, isColdStart: true },
      {
        ...{ function: "audit", outcome: "failed", error: "AuditorUnavailable" },
        ...{ durationMs: 0, attempt: 1, isColdStart: false },
      },
    ]);
  });

  test("and logs that cannot be written are warned of, and the task goes on", async () => {
    const context = testContext();
    const broken = () => {
      throw new Error("no socket");
    };

    const sent = await reported(approve, [metrics(broken), logging(broken)], { context });

    expect(sent).toEqual([[token, { approved: true }]]);
    expect(context.warnings).toEqual(Array(3).fill(expect.stringContaining("no socket")));
  });
});

describe("tracing", () => {
  function tracer() {
    const spans: { name: string; attributes: object; status: object | undefined; ended: boolean }[] = [];
    const one: Tracer = {
      startActiveSpan(name, work) {
        const record: (typeof spans)[number] = { name, attributes: {}, status: undefined, ended: false };
        spans.push(record);
        const span: Span = {
          setAttributes: (attributes) => Object.assign(record.attributes, attributes),
          setStatus: (status) => {
            record.status = status;
          },
          end: () => {
            record.ended = true;
          },
        };
        return work(span);
      },
    };
    return { spans, one };
  }

  test("puts an invocation into a span", async () => {
    const { spans, one } = tracer();

    await reported(approve, [tracing(one)]);
    await reported(refuse, [tracing(one)]);

    const known = { "faas.invocation_id": "request-1", "fnfkit.attempt": 1, "fnfkit.job_id": "job-1" };
    expect(spans).toEqual([
      {
        name: "task audit",
        attributes: { ...known, "fnfkit.outcome": "succeeded" },
        status: undefined,
        ended: true,
      },
      {
        name: "task audit",
        attributes: { ...known, "fnfkit.outcome": "failed", "error.type": "AuditorUnavailable" },
        status: { code: 2, message: "on holiday until ***" },
        ended: true,
      },
    ]);
  });

  test("uses the API that the function has loaded, and does nothing without one", async () => {
    const { spans, one } = tracer();
    const key = Symbol.for("opentelemetry.js.api.1");

    expect(await reported(approve, [tracing()])).toHaveLength(1);
    Reflect.set(globalThis, key, { trace: { getTracer: () => one } });
    await reported(approve, [tracing()]);
    Reflect.deleteProperty(globalThis, key);

    expect(spans).toHaveLength(1);
  });
});

describe("idempotency", () => {
  function memory(broken: Partial<IdempotencyStore> = {}) {
    const kept = new Map<string, object>();
    const store: IdempotencyStore = {
      get: async (key) => kept.get(key) as never,
      put: async (key, output) => void kept.set(key, output),
      ...broken,
    };
    return { kept, store };
  }
  const counting = () => {
    const handler = vi.fn(approve);
    return handler;
  };

  test("work that was done before is reported, not done again", async () => {
    const { kept, store } = memory();
    const handler = counting();

    const first = await reported(handler, [idempotency({ store })]);
    const again = await reported(handler, [idempotency({ store })], {
      context: testContext({ retryCount: 1 }),
    });

    expect([first, again]).toEqual(Array(2).fill([[token, { approved: true }]]));
    expect(handler).toHaveBeenCalledTimes(1);
    expect([...kept.keys()].join()).toMatch(/^audit\/[0-9a-f]{32}$/);
  });

  test.each<[string, object, string]>([
    ["its job", { taskToken: undefined }, "audit/job-1"],
    ["its request", { taskToken: undefined, job: undefined }, "audit/request-1"],
  ])("work without a token is known by %s", async (_, event, key) => {
    const { kept, store } = memory();

    await reported(approve, [idempotency({ store })], { event });

    expect([...kept.keys()]).toEqual([key]);
  });

  test("work that nothing names is done each time: other work's result must not pass for its own", async () => {
    const { kept, store } = memory();
    const handler = counting();
    const unnamed = {
      event: { taskToken: undefined, job: undefined },
      context: testContext({ requestId: "" }),
    };

    await reported(handler, [idempotency({ store })], unnamed);
    await reported(handler, [idempotency({ store })], unnamed);

    expect(handler).toHaveBeenCalledTimes(2);
    expect(kept.size).toBe(0);
  });

  test("a key of one's own counts instead", async () => {
    const { kept, store } = memory();

    await reported(approve, [idempotency({ store, key: ({ input }) => JSON.stringify(input) })]);

    expect([...kept.keys()]).toEqual(['{"orderId":"42"}']);
  });

  test.each<[string, TaskHandler<typeof audit>]>([
    ["a failure", refuse],
    ["a deferred report", (_, task) => task.defer()],
  ])("%s is not kept", async (_, handler) => {
    const { kept, store } = memory();

    await reported(handler, [idempotency({ store })]);

    expect(kept.size).toBe(0);
  });

  test("a store that cannot be written is warned of, and the result is reported", async () => {
    const { store } = memory({ put: () => Promise.reject(new Error("no bucket")) });
    const context = testContext();

    expect(await reported(approve, [idempotency({ store })], { context })).toEqual([
      [token, { approved: true }],
    ]);
    expect(context.warnings).toEqual([expect.stringContaining("no bucket")]);
  });

  test("a store that cannot be read fails the task before anything is done", async () => {
    const { store } = memory({ get: () => Promise.reject(new RangeError("no bucket")) });
    const handler = counting();

    expect(await reported(handler, [idempotency({ store })])).toEqual([[token, "RangeError", "no bucket"]]);
    expect(handler).not.toHaveBeenCalled();
  });
});
