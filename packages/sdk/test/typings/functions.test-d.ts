import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../../src/contract/index.ts";
import { isFunctionFailedError } from "../../src/errors/index.ts";
import {
  type AcceptedInvocation,
  type AsyncConfig,
  FunctionClient,
  type Job,
  type JobDescription,
  type LoggedResult,
} from "../../src/functions/index.ts";

const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string(), count: z.number().default(1) }),
  output: z.object({ receipt: z.string(), at: z.iso.datetime().transform((text) => new Date(text)) }),
  errors: ["SoldOut"],
});
const functions = new FunctionClient({ region: "cn-hangzhou", accountId: "1234" });
const input = { sku: "kettle" };

test("a result is what the contract's output is read as", () => {
  expectTypeOf(functions.invoke(reserve, input)).resolves.toEqualTypeOf<{ receipt: string; at: Date }>();
  expectTypeOf(functions.invoke(reserve, input, { idempotent: true, timeoutMs: 1 })).resolves.toEqualTypeOf<{
    receipt: string;
    at: Date;
  }>();
});

test("with the log's end the result is beside it", () => {
  const logged = functions.invoke(reserve, input, { logType: "Tail" });

  expectTypeOf(logged).resolves.toEqualTypeOf<LoggedResult<typeof reserve>>();
  expectTypeOf<LoggedResult<typeof reserve>["output"]["at"]>().toEqualTypeOf<Date>();
});

test("an input is what a sender writes", () => {
  // @ts-expect-error the sku is a string
  void functions.invoke(reserve, { sku: 7 });
  // @ts-expect-error the sku is missing
  void functions.invokeAsync(reserve, {});
  void functions.invoke(reserve, { sku: "kettle", count: 2 });
});

test("an id makes a job of an invocation, a delay does not", () => {
  expectTypeOf(
    functions.invokeAsync(reserve, input, { jobId: "order-1", delaySeconds: 5 }),
  ).resolves.toEqualTypeOf<Job<typeof reserve>>();
  expectTypeOf(
    functions.invokeAsync(reserve, input, { delaySeconds: 5 }),
  ).resolves.toEqualTypeOf<AcceptedInvocation>();
});

test("a list is read item by item or page by page", async () => {
  const jobs = functions.jobs(reserve, { status: "Failed", startedTimeBegin: new Date() });

  for await (const job of jobs) expectTypeOf(job).toEqualTypeOf<JobDescription>();
  expectTypeOf((await jobs.page({ limit: 5 })).items).toEqualTypeOf<readonly JobDescription[]>();
  // @ts-expect-error times are dates
  functions.jobs(reserve, { startedTimeBegin: 0 });
  // @ts-expect-error an order is one of two
  functions.jobs(reserve, { order: "up" });
});

test("a configuration is written and read in the same words", () => {
  expectTypeOf(functions.asyncConfigs.get(reserve)).resolves.toEqualTypeOf<AsyncConfig | undefined>();
  void functions.asyncConfigs.put(reserve, {
    stateful: true,
    onFailure: reserve,
    onSuccess: "acs:mns:::/queues/q",
  });
  // @ts-expect-error there is no such setting
  void functions.asyncConfigs.put(reserve, { retries: 3 });
});

test("a failed function's error is told by its guard", () => {
  const failure: unknown = undefined;

  if (isFunctionFailedError(failure, "SoldOut")) {
    expectTypeOf(failure.errorType).toEqualTypeOf<string | undefined>();
    expectTypeOf(failure.stackTrace).toEqualTypeOf<readonly string[]>();
  }
});
