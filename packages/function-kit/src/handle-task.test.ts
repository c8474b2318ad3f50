import { inspect } from "node:util";
import { defineFunction } from "@fnfkit/sdk/contract";
import { isConfigurationError, ReportUndeliveredError } from "@fnfkit/sdk/errors";
import type { Reporter, ReporterConfig, ReportOutcome } from "@fnfkit/sdk/reporter";
import { runtimeKey } from "@fnfkit/sdk/runtime";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { bytes, httpEvent, testContext } from "../test/support/invocations.ts";
import {
  type FailureMapping,
  type HandleTaskOptions,
  handleTask,
  type Task,
  type TaskHandler,
  type Undelivered,
  type UndeliveredHook,
} from "./index.ts";

const service = vi.hoisted(() => ({
  configs: [] as unknown[],
  reports: [] as unknown[],
  answer: (): Promise<unknown> => Promise.resolve(),
}));

vi.mock("@fnfkit/sdk/reporter", async (original) => ({
  ...(await original<object>()),
  createReporter(config: ReporterConfig): Reporter {
    service.configs.push(config);
    const report = async (parts: object) => {
      service.reports.push(parts);
      return (await service.answer()) as ReportOutcome;
    };
    return {
      succeed: (token, output, options) => report({ token, output, deadline: options?.deadline }),
      fail: (token, error, cause, options) => report({ token, error, cause, deadline: options?.deadline }),
    };
  },
}));

beforeEach(() => {
  service.configs.length = 0;
  service.reports.length = 0;
  service.answer = async () => ({ outcome: "accepted", eventId: 7 });
});

const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.strictObject({ orderId: z.string(), urgent: z.boolean().default(false) }),
  output: z.object({ approved: z.boolean(), note: z.string().optional() }),
  errors: ["AuditorUnavailable"],
  token: "auditToken",
  jobId: "job",
});

type Audit = TaskHandler<typeof audit>;

const token = Buffer.from("v1#order#42#2#digest").toString("base64");
const approve: Audit = async () => ({ approved: true });
// A minute; the handler's deadline is a second before it, the report's a tenth of that.
const end = 59_900;

/** Runs a handler once and keeps what it was given. */
async function seenBy(event: unknown, context = testContext(), options = {}) {
  const seen: { input?: unknown; task?: Task } = {};
  const handler = handleTask(
    audit,
    (input, task) => {
      Object.assign(seen, { input, task });
      return { approved: true };
    },
    options,
  );
  await handler(event as Buffer, context);
  return seen;
}

describe("the task token", () => {
  const order = { orderId: "42" };

  test.each<[string, unknown, object?, object?]>([
    ["under the contract's key", bytes({ ...order, auditToken: token })],
    ["under a usual key", bytes({ ...order, taskToken: token })],
    ["under another usual key", bytes({ ...order, task_token: token })],
    ["under yet another usual key", bytes({ ...order, TaskToken: token })],
    ["in an event that is text", JSON.stringify({ ...order, taskToken: token })],
    ["in an event that is an object", { ...order, taskToken: token }],
    ["on the context", bytes(order), { taskToken: token }],
    ["in a header", httpEvent({ body: order, headers: { "X-Fnf-Task-Token": token } })],
    ["in the query", httpEvent({ body: order, queryParameters: { taskToken: token } })],
    ["in the body of an HTTP event", httpEvent({ body: { ...order, taskToken: token } })],
    ["where the user says", bytes(order), {}, { token: () => token }],
  ])("is found %s, and is no part of the input", async (_, event, context, options) => {
    const { input, task } = await seenBy(event, testContext(context), options);

    expect(task?.token).toBe(token);
    expect(input).toEqual({ orderId: "42", urgent: false });
    expect(service.reports).toEqual([{ token, output: { approved: true }, deadline: end }]);
  });

  test.each<[string, object, object, object, string]>([
    ["the user's lookup", { auditToken: "event" }, { taskToken: "context" }, { token: () => "user" }, "user"],
    ["the event", { auditToken: "event" }, { taskToken: "context" }, { token: () => undefined }, "event"],
  ])("is taken from %s first", async (_, keys, context, options, expected) => {
    const { task } = await seenBy(bytes({ ...order, ...keys }), testContext(context), options);

    expect(task?.token).toBe(expected);
  });

  test.each([[""], [null], [42]])("is none when the key holds %j", async (value) => {
    const anything = defineFunction({
      name: "anything",
      input: z.looseObject({}),
      output: z.looseObject({}),
    });
    const handler = handleTask(anything, (_, task) => ({ hasToken: task.token !== undefined }));

    expect(await handler(bytes({ taskToken: value }), testContext())).toEqual({ hasToken: false });
  });
});

describe("a handler", () => {
  test("is told what the invocation is", async () => {
    const context = testContext({ retryCount: 2 });

    const { task } = await seenBy(bytes({ orderId: "42", job: "order-42" }), context);

    expect(task).toMatchObject({ token: undefined, jobId: "order-42", attempt: 3 });
    expect(task?.context).toBe(context);
    expect(task?.clock).toBe(context[runtimeKey].clock);
    expect(task?.signal.aborted).toBe(false);
  });

  test("sees its job stopped", async () => {
    const stop = new AbortController();
    const handler = handleTask(audit, (_, { signal }) => {
      stop.abort("stopped");
      return { approved: false, note: String(signal.reason) };
    });

    const result = await handler(bytes({ orderId: "42" }), testContext({}, { signal: stop.signal }));

    expect(result).toEqual({ approved: false, note: "stopped" });
  });
});

describe("with a token", () => {
  const event = bytes({ orderId: "42", auditToken: token });

  test("success is reported as the function's role, inside the region's network, and returned", async () => {
    const context = testContext();

    expect(await handleTask(audit, approve)(event, context)).toEqual({ approved: true });

    expect(service.reports).toEqual([{ token, output: { approved: true }, deadline: end }]);
    expect(service.configs).toEqual([
      {
        region: "cn-hangzhou",
        credentials: context.credentials,
        internal: true,
        clock: context[runtimeKey].clock,
      },
    ]);
  });

  test("reports go to the embedded clouds rather than to an endpoint of the user's", async () => {
    const handler = handleTask(audit, approve, { endpoint: "fnf.example" });

    await handler(event, testContext());
    await handler(event, testContext({}, { endpoint: "http://127.0.0.1:9000" }));

    expect(service.configs).toMatchObject([
      { endpoint: "fnf.example" },
      { endpoint: "http://127.0.0.1:9000" },
    ]);
  });

  class AuditBroken extends Error {}

  test.each<[string, unknown, string, string]>([
    ["a declared error", audit.error("AuditorUnavailable", "on holiday"), "AuditorUnavailable", "on holiday"],
    ["an undeclared one, by its class", new AuditBroken("broken"), "AuditBroken", "broken"],
    [
      "one with causes",
      new AuditBroken("broken", { cause: new TypeError("not a number") }),
      "AuditBroken",
      "broken; caused by TypeError: not a number",
    ],
    [
      "a declared one made of another",
      audit.error("AuditorUnavailable", new TypeError("x")),
      "AuditorUnavailable",
      "x",
    ],
    ["what is no error", "just text", "Error", "just text"],
    ["a secret", new Error(`${token} of function-secret`), "Error", "*** of ***"],
  ])("%s is reported as a failure, and the invocation ends well", async (_, thrown, error, cause) => {
    const handler = handleTask(audit, () => {
      throw thrown;
    });

    expect(await handler(event, testContext())).toEqual({});

    expect(service.reports).toEqual([{ token, error, cause, deadline: end }]);
  });

  test.each<[string, unknown, Audit, string]>([
    ["an event that does not fit", bytes({ orderId: 42, auditToken: token }), approve, "InvalidInput"],
    ["a result that does not fit", event, (() => ({ approved: "yes" })) as never, "InvalidOutput"],
    ["no result", event, (() => {}) as never, "InvalidOutput"],
    [
      "a result that is too large",
      event,
      () => ({ approved: true, note: "x".repeat(32_768) }),
      "OutputTooLarge",
    ],
  ])("%s is reported as a failure of the kit's own", async (_, given, handler, error) => {
    expect(await handleTask(audit, handler)(given as Buffer, testContext())).toEqual({});

    expect(service.reports).toMatchObject([{ token, error }]);
  });

  test("a result that JSON carries as no object is reported as a failure", async () => {
    const any = defineFunction({ name: "any", input: z.looseObject({}), output: z.looseObject({}) });
    const circular: Record<string, unknown> = {};
    circular.self = circular;

    await handleTask(any, () => circular as never)(bytes({ taskToken: token }), testContext());
    await handleTask(any, () => ({ big: 1n }) as never)(bytes({ taskToken: token }), testContext());
    await handleTask(any, () => new Date(0) as never)(bytes({ taskToken: token }), testContext());

    expect(service.reports).toMatchObject(Array(3).fill({ token, error: "InvalidOutput" }));
  });

  test("how much too large a result is, is said", async () => {
    const handler = handleTask(audit, () => ({ approved: true, note: "x".repeat(100) }), {
      maxOutputBytes: 100,
    });

    await handler(event, testContext());

    const bytesWritten = JSON.stringify({ approved: true, note: "x".repeat(100) }).length;
    expect(service.reports).toMatchObject([
      { error: "OutputTooLarge", cause: expect.stringContaining(`${bytesWritten - 100} more`) },
    ]);
  });

  test("a deferred result is left to somebody else", async () => {
    const handler = handleTask(audit, async (_, task) => task.defer());

    expect(await handler(event, testContext())).toEqual({});

    expect(service.reports).toEqual([]);
  });

  test("a task that was settled before is nobody's error", async () => {
    service.answer = async () => ({ outcome: "alreadyCompleted" });

    await expect(handleTask(audit, approve)(event, testContext())).resolves.toEqual({ approved: true });
  });

  test("a report that did not get through fails the invocation, so that the platform tries again", async () => {
    const undelivered = new ReportUndeliveredError("not delivered", { attempts: 3, cause: undefined });
    service.answer = () => Promise.reject(undelivered);
    const fails: Audit = () => {
      throw audit.error("AuditorUnavailable");
    };

    await expect(handleTask(audit, approve)(event, testContext())).rejects.toBe(undelivered);
    await expect(handleTask(audit, fails)(event, testContext())).rejects.toBe(undelivered);
  });

  test.each([
    ["no credentials", { credentials: undefined }],
    [
      "empty credentials, as a function without a role has them",
      { credentials: { accessKeyId: "", accessKeySecret: "" } },
    ],
    ["no region", { region: "" }],
  ])("a context with %s is refused", async (_, parts) => {
    await expect(handleTask(audit, approve)(event, testContext(parts))).rejects.toSatisfy(
      isConfigurationError,
    );

    expect(service.reports).toEqual([]);
  });
});

describe("a report that does not get through", () => {
  const event = bytes({ orderId: "42", auditToken: token, job: "order-42" });
  const undelivered = new ReportUndeliveredError(`not delivered: ${token}`, {
    attempts: 3,
    cause: undefined,
  });
  beforeEach(() => {
    service.answer = () => Promise.reject(undelivered);
  });

  /** What the hook was given, and how the invocation ended. */
  async function keptBy(handler: Audit, context = testContext(), options: HandleTaskOptions = {}) {
    const kept: { undelivered: Undelivered; task: Task }[] = [];
    const hook: UndeliveredHook = (one, task) => void kept.push({ undelivered: one, task });
    const wrapped = handleTask(audit, handler, { ...options, undelivered: hook });
    const end = await wrapped(event, context).catch((thrown: unknown) => thrown);
    return { kept, end };
  }

  test("is kept by the hook, with the result and without a secret, and the invocation fails", async () => {
    const { kept, end: thrown } = await keptBy(approve, testContext({ retryCount: 1 }));

    expect(kept.map((one) => one.undelivered)).toEqual([
      {
        ...{ function: "audit", requestId: "request-1", attempt: 2, jobId: "order-42" },
        ...{ flow: "order", execution: "42" },
        report: { output: { approved: true } },
        reason: "not delivered: ***",
      },
    ]);
    expect(kept[0]?.task.token).toBe(token);
    expect(thrown).toBe(undelivered);
  });

  test("is kept when it is of failure, as the flow would have seen it", async () => {
    const { kept } = await keptBy(() => {
      throw audit.error("AuditorUnavailable", `on holiday until ${token}`);
    });

    expect(kept[0]?.undelivered.report).toEqual({
      error: "AuditorUnavailable",
      cause: "on holiday until ***",
    });
  });

  test("is kept also when the function has no credentials to report with", async () => {
    const { kept, end: thrown } = await keptBy(approve, testContext({ credentials: undefined }));

    expect(kept).toHaveLength(1);
    expect(isConfigurationError(thrown)).toBe(true);
  });

  test("leaves the hook its time, and does not wait longer for it", async () => {
    const context = testContext();
    const { clock } = context[runtimeKey];
    const handler = handleTask(audit, approve, { undelivered: () => new Promise(() => {}) });

    const ended = handler(event, context).catch((thrown: unknown) => thrown);
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    await vi.waitFor(() => expect(service.reports).toHaveLength(1));
    clock.advance(end);

    expect(await ended).toBe(undelivered);
    expect(service.reports).toMatchObject([{ deadline: 59_500 }]);
    expect(context.warnings).toEqual([expect.stringContaining("had not finished")]);
  });

  test.each<[string, UndeliveredHook]>([
    [
      "at once",
      () => {
        throw new Error(`no bucket for ${token}`);
      },
    ],
    ["later", () => Promise.reject(new Error(`no bucket for ${token}`))],
  ])("fails the invocation by its own reason also when the hook fails %s", async (_, hook) => {
    const context = testContext();

    const handler = handleTask(audit, approve, { undelivered: hook });

    await expect(handler(event, context)).rejects.toBe(undelivered);
    expect(context.warnings).toEqual([expect.stringContaining("no bucket for ***")]);
  });
});

describe("a function whose earlier failures are left to the platform", () => {
  const event = bytes({ orderId: "42", auditToken: token });
  class AuditBroken extends Error {}
  const fails = (options: HandleTaskOptions = {}) =>
    handleTask(
      audit,
      () => {
        throw new AuditBroken("broken");
      },
      { report: "lastAttempt", ...options },
    );

  test.each([
    ["the service's three retries", 2, 3, {}],
    ["a number of its own", 0, 1, { maxAsyncRetryAttempts: 1 }],
    ["numbers that are text", "2", "3", {}],
  ])("reports the last alone: %s", async (_, retryCount, last, options) => {
    await expect(fails(options)(event, testContext({ retryCount }))).rejects.toThrow(AuditBroken);
    expect(service.reports).toEqual([]);

    expect(await fails(options)(event, testContext({ retryCount: last }))).toEqual({});
    expect(service.reports).toMatchObject([{ error: "AuditBroken" }]);
  });

  test("reports success whenever it comes", async () => {
    await handleTask(audit, approve, { report: "lastAttempt" })(event, testContext());

    expect(service.reports).toMatchObject([{ output: { approved: true } }]);
  });

  test("reports at once what fails every time", async () => {
    expect(await fails()(bytes({ auditToken: token }), testContext())).toEqual({});

    expect(service.reports).toMatchObject([{ error: "InvalidInput" }]);
  });
});

describe("a mapped failure", () => {
  class DatabaseError extends Error {}
  const hide: FailureMapping = ({ error }, thrown) => ({
    error: thrown instanceof DatabaseError ? "AuditorUnavailable" : error,
    cause: "see the log",
  });
  const failing = (mapFailure: FailureMapping) =>
    handleTask(
      audit,
      () => {
        throw new DatabaseError("host db-7 said no");
      },
      { mapFailure },
    );
  const reported = (mapFailure: FailureMapping) =>
    failing(mapFailure)(bytes({ orderId: "42", auditToken: token }), testContext());

  test("is reported by its new name, without what it hides", async () => {
    await reported(hide);

    expect(service.reports).toMatchObject([{ error: "AuditorUnavailable", cause: "see the log" }]);
  });

  test("is thrown by the same name where nothing is reported, without what it hides", async () => {
    const thrown = await failing(hide)(bytes({ orderId: "42" }), testContext()).catch((error) => error);

    expect(namesOf(thrown)).toEqual(["AuditorUnavailable", "AuditorUnavailable"]);
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain("db-7");
  });

  test("tells nothing of what it cannot map", async () => {
    await reported(() => {
      throw new TypeError("no such key");
    });

    expect(service.reports).toMatchObject([
      { error: "DatabaseError", cause: expect.stringMatching(/mapping.*TypeError/) },
    ]);
  });

  test("is cut to what the service takes, between characters", async () => {
    await reported(() => ({ error: `${"x".repeat(127)}😀`, cause: `${"x".repeat(4_095)}😀` }));

    expect(service.reports).toMatchObject([{ error: "x".repeat(127), cause: "x".repeat(4_095) }]);
  });
});

describe("a contract that names a token and gets none", () => {
  test("warns of it once", async () => {
    const handler = handleTask(audit, approve);
    const [first, second] = [testContext(), testContext()];

    await handler(bytes({ orderId: "42" }), first);
    await handler(bytes({ orderId: "43" }), second);

    expect([first.warnings, second.warnings]).toEqual([[expect.stringContaining('"auditToken"')], []]);
  });

  test("warns on standard error where the context's logger has no code, as one that came as JSON", async () => {
    const standardError = vi.spyOn(console, "warn").mockImplementation(() => {});

    const context = testContext({ logger: {} });
    expect(await handleTask(audit, approve)(bytes({ orderId: "42" }), context)).toEqual({ approved: true });

    expect(standardError).toHaveBeenCalledOnce();
    standardError.mockRestore();
  });

  test("does not warn when one came, nor of a contract that names none", async () => {
    const context = testContext();
    const plain = defineFunction({ name: "plain", input: z.looseObject({}), output: z.looseObject({}) });

    await handleTask(audit, approve)(bytes({ orderId: "42", taskToken: token }), context);
    await handleTask(plain, () => ({}))(bytes({}), context);

    expect(context.warnings).toEqual([]);
  });
});

/** Both names an error has. */
function namesOf(error: unknown): readonly string[] {
  return error instanceof Error ? [error.name, error.constructor.name] : [];
}

describe("without a token", () => {
  const event = bytes({ orderId: "42" });

  test("the handler is an ordinary function", async () => {
    expect(await handleTask(audit, approve)(event, testContext({ credentials: undefined }))).toEqual({
      approved: true,
    });
    expect(service.configs).toEqual([]);
  });

  test("what is thrown is thrown, under its own name", async () => {
    const unavailable = audit.error("AuditorUnavailable", "on holiday");
    const handler = handleTask(audit, () => {
      throw unavailable;
    });

    await expect(handler(event, testContext())).rejects.toBe(unavailable);
  });

  test.each<[string, unknown, Audit, string]>([
    ["an event that does not fit", bytes({}), approve, "InvalidInput"],
    ["an event that is not JSON", Buffer.from("{"), approve, "InvalidInput"],
    ["a result that does not fit", event, (() => ({})) as never, "InvalidOutput"],
  ])("%s is thrown by a name that the flow knows", async (_, given, handler, name) => {
    const failed = handleTask(audit, handler)(given as Buffer, testContext());

    expect(namesOf(await failed.catch((thrown: unknown) => thrown))).toEqual([name, name]);
  });

  test("what is thrown has a class and a name that agree, whichever of the two the platform reads", async () => {
    class AuditBroken extends Error {}
    const onFire = Object.assign(new Error("on fire"), { name: "AuditOnFire" });
    const thrownFor = (thrown: unknown) => {
      const handler = handleTask(audit, () => {
        throw thrown;
      });
      return handler(event, testContext()).catch((error: unknown) => error);
    };

    const broken = new AuditBroken("broken");
    expect(await thrownFor(broken)).toBe(broken);
    expect(namesOf(broken)).toEqual(["AuditBroken", "AuditBroken"]);
    const renamed = await thrownFor(onFire);
    expect(namesOf(renamed)).toEqual(["AuditOnFire", "AuditOnFire"]);
    expect(renamed).toMatchObject({ message: "on fire", cause: onFire });
    const text = await thrownFor("just text");
    expect(namesOf(text)).toEqual(["Error", "Error"]);
    expect(text).toMatchObject({ message: "just text" });
  });

  test("nothing can be deferred", async () => {
    const handler = handleTask(audit, (_, task) => task.defer());

    await expect(handler(event, testContext())).rejects.toThrow("no task token");
  });
});

describe("shortly before the platform would end the function", () => {
  const event = bytes({ orderId: "42", auditToken: token });
  const working: Audit = (_, task) =>
    new Promise((_, reject) => {
      task.signal.addEventListener("abort", () => reject(task.signal.reason));
    });

  test.each([
    ["a second by default", 60, {}, 59_000],
    ["as long as the user says", 60, { deadlineMarginMs: 5_000 }, 55_000],
    ["never more than half", 1, { deadlineMarginMs: 5_000 }, 500],
    ["also of a time-out that is text", "60", {}, 59_000],
  ])("it is given up, and the flow told: %s", async (_, timeout, options, limit) => {
    const context = testContext({ function: { timeout } });
    const { clock } = context[runtimeKey];

    const result = handleTask(audit, working, options)(event, context);
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    clock.advance(limit - 1);
    await Promise.resolve();
    expect(service.reports).toEqual([]);
    clock.advance(1);

    expect(await result).toEqual({});
    expect(service.reports).toMatchObject([
      { token, error: "FunctionDeadlineExceeded", deadline: limit + (Number(timeout) * 1_000 - limit) * 0.9 },
    ]);
  });

  test("also when it does not listen, and what it does later does not count", async () => {
    let finish: (result: { approved: boolean }) => void = () => {};
    const context = testContext();
    const handler = handleTask(audit, () => new Promise((resolve) => (finish = resolve)));

    const result = handler(event, context);
    await vi.waitFor(() => expect(context[runtimeKey].clock.pending).toBe(1));
    context[runtimeKey].clock.advance(59_000);
    await result;
    finish({ approved: true });

    expect(service.reports).toMatchObject([{ token, error: "FunctionDeadlineExceeded" }]);
  });

  test("no limit is left behind by a function that was done in time", async () => {
    const context = testContext();

    await handleTask(audit, approve)(event, context);

    expect(context[runtimeKey].clock.pending).toBe(0);
  });

  test("a context that tells no time-out sets no limit", async () => {
    const context = testContext({ function: {} });
    const handler = handleTask(audit, async (_, task) => {
      await task.clock.sleep(86_400_000);
      return { approved: true };
    });

    expect(await handler(event, context)).toEqual({ approved: true });
    expect(service.reports).toEqual([{ token, output: { approved: true }, deadline: undefined }]);
  });
});
