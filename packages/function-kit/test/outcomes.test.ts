import { FlowClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setupClouds } from "../../testing/src/index.ts";
import { handleTask, type TaskHandler } from "../src/index.ts";
import { audit, mapsToken, type Pattern, startAudit } from "./support/audit.ts";

type Audit = TaskHandler<typeof audit>;

const clouds = setupClouds();
const flows = new FlowClient(clouds.config);
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const patterns: readonly Pattern[] = ["requestResponse", "sync", "waitForCallback"];
const mappedIn = (pattern: Pattern) => (pattern === "waitForCallback" ? mapsToken : {});

class AuditBroken extends Error {}
class AuditLate extends RangeError {}

const throwing = (thrown: unknown) => () => {
  throw thrown;
};
const circular: Record<string, unknown> = { approved: true };
circular.self = circular;

// Each is seen by the step under one name, whether the function is waited for or reports.
const failures: Readonly<Record<string, readonly [Audit | (() => unknown), string]>> = {
  "a declared error": [throwing(audit.error("AuditorUnavailable", "on holiday")), "AuditorUnavailable"],
  "an undeclared error": [throwing(new AuditBroken("broken")), "AuditBroken"],
  "an error of a class below a named one": [throwing(new AuditLate("late")), "AuditLate"],
  "an error with a name of its own": [
    throwing(Object.assign(new Error("on fire"), { name: "AuditOnFire" })),
    "AuditOnFire",
  ],
  "an abort": [throwing(new DOMException("aborted", "AbortError")), "AbortError"],
  "an error without a name": [throwing(new (class extends Error {})("nameless")), "Error"],
  "an error with a very long name": [
    throwing(Object.assign(new Error("long"), { name: "x".repeat(200) })),
    "x".repeat(128),
  ],
  "a string": [throwing("just text"), "Error"],
  "an object": [throwing({ status: 500 }), "Error"],
  null: [throwing(null), "Error"],
  "a result that does not fit": [() => ({ approved: "yes" }), "InvalidOutput"],
  "no result": [() => undefined, "InvalidOutput"],
  "a list": [() => [true], "InvalidOutput"],
  "a result that refers to itself": [() => circular, "InvalidOutput"],
  "a number that JSON cannot carry": [() => ({ approved: true, note: 1n }), "InvalidOutput"],
  "a result that JSON carries as something else": [
    () => ({ approved: true, toJSON: () => "approved" }),
    "InvalidOutput",
  ],
};

describe.each(patterns)("a %s step", (pattern) => {
  const start = (handler: Audit | (() => unknown), mapped = {}) => {
    clouds.deploy(audit, handleTask(audit, handler as Audit), { maxAsyncRetryAttempts: 0 });
    return startAudit(flows, pattern, { ...mappedIn(pattern), ...mapped });
  };

  test("gets the result", async () => {
    const { end } = await start(({ orderId }) => ({ approved: true, note: orderId }));

    expect(await end()).toEqual({ output: { approved: true, note: "42" } });
  });

  test.each(Object.entries(failures))("fails by the name of %s", async (_, [handler, error]) => {
    const { end } = await start(handler);

    expect(await end()).toMatchObject({ error });
  });

  test("fails by an input that does not fit, and the handler is not called", async () => {
    let calls = 0;
    const handler = () => {
      calls++;
      return { approved: true };
    };

    const { end } = await start(handler, { orderId: "42" });

    expect(await end()).toMatchObject({ error: "InvalidInput", cause: expect.stringContaining("orderId") });
    expect(calls).toBe(0);
  });

  test("fails shortly before the platform would end the function", async () => {
    const { end } = await start(async (_, task) => {
      await task.clock.sleep(3_600_000, task.signal);
      return { approved: true };
    });
    const ended = end();

    await clouds.clock.advance("59s");

    expect(await ended).toMatchObject({ error: "FunctionDeadlineExceeded" });
    expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 0, 59));
  });
});

describe("a result that is too large for a flow", () => {
  const large = { approved: true, note: "x".repeat(32_768) };

  test("fails the step that would have been told it", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, () => large),
    );
    const { end } = await startAudit(flows, "waitForCallback", mapsToken);

    expect(await end()).toMatchObject({ error: "OutputTooLarge" });
  });

  test("is nobody's concern where no flow is told", async () => {
    const handler = handleTask(audit, () => large);

    expect(await handler({ orderId: "42" }, { requestId: "r-1" })).toEqual(large);
  });
});

describe("the cause of a failure that is reported", () => {
  const causeOf = async (thrown: unknown) => {
    clouds.deploy(audit, handleTask(audit, throwing(thrown)));
    const { end } = await startAudit(flows, "waitForCallback", mapsToken);
    return (await end()).cause;
  };

  test.each<[string, unknown, string]>([
    ["a message", new AuditBroken("broken"), "broken"],
    ["no message", new AuditBroken(), ""],
    [
      "messages of causes",
      new AuditBroken("broken", { cause: new TypeError("no number") }),
      "broken; caused by TypeError: no number",
    ],
    ["half a character", new Error("\ud83d and \ude00"), "\ufffd and \ufffd"],
    ["an object", { status: 500 }, '{"status":500}'],
  ])("is what was thrown, in words: %s", async (_, thrown, cause) => {
    expect(await causeOf(thrown)).toBe(cause);
  });

  test("is cut to what the service takes", async () => {
    expect(await causeOf(new Error("x".repeat(5_000)))).toHaveLength(4_096);
  });
});

describe("Function Compute", () => {
  test("does not run the work of a reported failure again", async () => {
    clouds.deploy(audit, handleTask(audit, throwing(new AuditBroken("broken"))));
    const { end } = await startAudit(flows, "waitForCallback", mapsToken);

    expect(await end()).toMatchObject({ error: "AuditBroken" });
    await clouds.clock.advance("1h");

    expect(clouds.calls(audit)).toMatchObject([{ outcome: { kind: "succeeded" } }]);
  });

  test("tries again a function that reports nothing, and tells it how often it has", async () => {
    const attempts: number[] = [];
    const handler = handleTask(audit, (_, task) => {
      attempts.push(task.attempt);
      if (task.attempt < 3) throw new AuditBroken("not yet");
      return { approved: true };
    });
    clouds.deploy(audit, handler);
    const { end } = await startAudit(flows, "sync");

    expect(await end()).toEqual({ output: { approved: true } });
    expect(attempts).toEqual([1, 2, 3]);
  });
});
