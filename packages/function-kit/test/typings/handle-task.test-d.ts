import { defineFunction } from "@fnfkit/sdk/contract";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import type { TestClouds } from "../../../testing/src/index.ts";
import {
  createReporter,
  type FcHandler,
  type HandleTaskOptions,
  handleTask,
  type KitErrorName,
  type Middleware,
  type MiddlewareOf,
  type ReporterConfig,
  type TaskReport,
} from "../../src/index.ts";
import { idempotency, logging } from "../../src/middleware/index.ts";

const audit = defineFunction({
  name: "audit",
  input: z.object({
    orderId: z.string(),
    urgent: z.boolean().default(false),
    at: z.string().transform(Number),
  }),
  output: z.object({ approved: z.boolean(), by: z.string().default("nobody") }),
  errors: ["AuditorUnavailable"],
});

const lamp = defineFunction({
  name: "lamp",
  input: z.object({}),
  output: z.object({ isOn: z.boolean() }),
});

describe("a handler", () => {
  test("reads what the schema gives: defaults filled in, transformations applied", () => {
    handleTask(audit, (input, task) => {
      expectTypeOf(input).toEqualTypeOf<{ orderId: string; urgent: boolean; at: number }>();
      expectTypeOf(task.token).toEqualTypeOf<string | undefined>();
      expectTypeOf(task.jobId).toEqualTypeOf<string | undefined>();
      expectTypeOf(task.attempt).toEqualTypeOf<number>();
      expectTypeOf(task.signal).toEqualTypeOf<AbortSignal>();
      return { approved: true };
    });
  });

  test("writes what the schema takes, at once or later, or leaves it to somebody else", () => {
    handleTask(audit, async () => ({ approved: true, by: "Ada" }));
    handleTask(audit, (_, task) => task.defer());
    handleTask(audit, async (input, task) => (input.urgent ? { approved: true } : task.defer()));

    // @ts-expect-error approved is a boolean
    handleTask(audit, () => ({ approved: "yes" }));
    // @ts-expect-error approved is missing
    handleTask(audit, async () => ({ by: "Ada" }));
    // @ts-expect-error nothing is no result, and a deferred one must be returned
    handleTask(audit, (_, task) => void task.defer());
  });

  test("writes a word where the schema takes certain words", () => {
    const rate = defineFunction({
      name: "rate",
      input: z.object({ level: z.number() }),
      output: z.object({ severity: z.enum(["none", "flood"]) }),
    });

    handleTask(rate, () => ({ severity: "none" }));
    handleTask(rate, async ({ level }) => ({ severity: level > 800 ? "flood" : "none" }));
    // @ts-expect-error there is no such severity
    handleTask(rate, () => ({ severity: "some" }));
  });

  test("throws only the errors that its contract declares by the contract", () => {
    audit.error("AuditorUnavailable");
    // @ts-expect-error it is not declared
    audit.error("AuditorAbsent");
  });

  test("becomes one that Function Compute, real or embedded, can call", () => {
    type Platform = (
      event: Buffer,
      context: { requestId: string },
      callback: (e?: unknown, r?: unknown) => void,
    ) => unknown;
    const handler = handleTask(audit, () => ({ approved: true }));
    expectTypeOf(handler).toEqualTypeOf<FcHandler>();
    expectTypeOf(handler).toExtend<Platform>();
    expectTypeOf(handler).toExtend<Parameters<TestClouds["deploy"]>[1]>();
  });
});

test("a contract's reporter takes the contract's outputs and errors", () => {
  const reporter = createReporter(audit, {} as ReporterConfig);

  void reporter.succeed("token", { approved: true });
  void reporter.fail("token", "AuditorUnavailable", "on holiday");
  void reporter.fail("token", "FunctionDeadlineExceeded");
  // @ts-expect-error approved is a boolean
  void reporter.succeed("token", { approved: 1 });
  // @ts-expect-error it is not declared
  void reporter.fail("token", "AuditorAbsent");
});

test("a reporter is given its credentials", () => {
  // @ts-expect-error credentials are missing
  createReporter(audit, { region: "cn-hangzhou" });
});

test("the kit's own error names are one union", () => {
  expectTypeOf<KitErrorName>().toEqualTypeOf<
    "FunctionDeadlineExceeded" | "InvalidInput" | "InvalidOutput" | "OutputTooLarge"
  >();
});

describe("middleware", () => {
  test("that fits every contract, and of this one, stand around its handler", () => {
    const any: Middleware = async (_, next) => next();
    const own: MiddlewareOf<typeof audit> = async ({ contract }) => {
      expectTypeOf(contract).toEqualTypeOf(audit);
      return { approved: false };
    };
    const store = { get: async () => undefined, put: async () => {} };

    handleTask(audit, () => ({ approved: true }), {
      middleware: [any, own, logging(), idempotency({ store })],
    });
  });

  test("answers by the contract", () => {
    // @ts-expect-error approved is missing
    const wrong: MiddlewareOf<typeof audit> = async () => ({ by: "Ada" });
    const other = null as unknown as MiddlewareOf<typeof lamp>;

    expectTypeOf(wrong).toBeFunction();
    // @ts-expect-error it answers for another function
    handleTask(audit, () => ({ approved: true }), { middleware: [other] });
  });

  test("is part of options that fit every contract", () => {
    const options: HandleTaskOptions = { middleware: [logging()], report: "lastAttempt" };

    handleTask(audit, () => ({ approved: true }), options);
    handleTask(lamp, () => ({ isOn: true }), options);
  });
});

test("what was not delivered is a result or a failure", () => {
  handleTask(audit, () => ({ approved: true }), {
    undelivered({ report, reason }, task) {
      expectTypeOf(report).toEqualTypeOf<TaskReport>();
      expectTypeOf(reason).toEqualTypeOf<string>();
      expectTypeOf(task.token).toEqualTypeOf<string | undefined>();
    },
  });
});
