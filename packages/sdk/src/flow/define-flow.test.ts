import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../contract/index.ts";
import { isFlowDefinitionError } from "../errors/index.ts";
import { defineFlow } from "./index.ts";

const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string() }),
  output: z.object({ receipt: z.string() }),
  errors: ["OutOfStock"],
  jobId: "id",
});
const audit = defineFunction({
  service: "shop",
  name: "audit",
  qualifier: "prod",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean() }),
  errors: ["AuditorUnavailable"],
});
const Order = z.object({ id: z.string(), sku: z.string(), lines: z.array(z.object({ sku: z.string() })) });
const order = defineFlow("order", { input: Order });

/** The codes and paths of what the builder refuses. */
function refusals(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    if (!isFlowDefinitionError(error)) throw error;
    return error.diagnostics.map(({ code, path }) => `${code} at ${path.join(".")}`);
  }
  return [];
}

describe("a flow of several steps", () => {
  const flow = order
    .task("reserve", reserve, {
      pattern: "sync",
      invocation: "Async",
      jobId: ({ context }) => context.execution.name,
      timeoutSeconds: 60,
      input: ({ input }) => ({ sku: input.sku }),
      retry: [{ errors: ["FC.ResourceExhausted"], intervalSeconds: 3 }],
      catch: [{ errors: ["OutOfStock"], goto: "sorry" }],
      error: ({ local }) => ({ why: local.cause }),
    })
    .task("audit", audit, {
      pattern: "waitForCallback",
      invocation: "Async",
      as: "verdict",
      input: ({ input }) => ({ orderId: input.id }),
    })
    .succeed("done")
    .wait("pause", { durationSeconds: 60 })
    .fail("sorry", { error: "Sorry", cause: "nothing left" })
    .output(({ local }) => ({ receipt: local.reserve?.receipt ?? "" }) as never);

  test("is the FDL that a person would have written", () => {
    expect(flow.tree.steps).toEqual([
      {
        type: "task",
        name: "reserve",
        resourceArn: "acs:fc:::services/shop/functions/reserve",
        pattern: "sync",
        timeoutSeconds: 60,
        inputMappings: [
          { target: "sku", source: "$input.sku" },
          { target: "id", source: "$context.execution.name" },
        ],
        outputMappings: [{ target: "reserve", source: "$local" }],
        errorMappings: [{ target: "why", source: "$local.cause" }],
        serviceParams: { InvocationType: "Async", StatefulAsyncInvocationID: "$.id" },
        retry: [{ errors: ["FC.ResourceExhausted"], intervalSeconds: 3 }],
        catch: [{ errors: ["OutOfStock"], goto: "sorry" }],
      },
      {
        type: "task",
        name: "audit",
        resourceArn: "acs:fc:::services/shop.prod/functions/audit",
        pattern: "waitForCallback",
        inputMappings: [
          { target: "orderId", source: "$input.id" },
          { target: "taskToken", source: "$context.task.token" },
        ],
        outputMappings: [{ target: "verdict", source: "$local" }],
        serviceParams: { InvocationType: "Async" },
      },
      { type: "succeed", name: "done" },
      { type: "wait", name: "pause", duration: 60 },
      { type: "fail", name: "sorry", error: "Sorry", cause: "nothing left" },
    ]);
  });

  test("is frozen through and through", () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(flow.tree)).toBe(true);
  });
});

test("a builder is never changed: two flows may grow from one beginning", () => {
  const left = order.pass("left");
  const right = order.pass("right");
  expect([left.tree.steps.length, right.tree.steps.length, order.tree.steps.length]).toEqual([1, 1, 0]);
});

test("references reach into lists, and constants are kept as they are", () => {
  const { tree } = order.pass("pick", {
    output: ({ input }) => ({
      first: input.lines[0]?.sku as never,
      tries: 0,
      deep: { list: [1, "two", null] },
    }),
  });
  expect(tree.steps[0]?.outputMappings).toEqual([
    { target: "first", source: "$input.lines[0].sku" },
    { target: "tries", source: 0 },
    { target: "deep", source: { list: [1, "two", null] } },
  ]);
});

test("a key that held no result holds one once a later step puts it out", () => {
  const { tree } = order
    .task("queued", reserve, { invocation: "Async", as: "slip" })
    .task("reserve", reserve, { as: "slip" })
    .output(({ local }) => ({ receipt: local.slip.receipt }));
  expect(tree.outputMappings).toEqual([{ target: "receipt", source: "$local.slip.receipt" }]);
});

test("output: merge leaves FDL's own behaviour, and an input left out leaves its default input", () => {
  const { tree } = order.task("reserve", reserve, { output: "merge" });
  expect(tree.steps[0]).toEqual({
    type: "task",
    name: "reserve",
    resourceArn: "acs:fc:::services/shop/functions/reserve",
  });
});

test("a constant job id is written as it is, and needs no mapping", () => {
  const { tree } = order.task("reserve", reserve, { invocation: "Async", jobId: "nightly" });
  expect(tree.steps[0]).toMatchObject({
    serviceParams: { InvocationType: "Async", StatefulAsyncInvocationID: "nightly" },
  });
  expect(tree.steps[0]).not.toHaveProperty("inputMappings");
});

test("a wait by reference maps what it waits for into the step's input", () => {
  const { tree } = defineFlow("later", { input: z.object({ until: z.string() }) }).wait("pause", {
    timestamp: ({ input }) => input.until,
  });
  expect(tree.steps[0]).toEqual({
    type: "wait",
    name: "pause",
    inputMappings: [{ target: "timestamp", source: "$input.until" }],
    timestamp: "$.timestamp",
  });
});

describe("what FDL cannot say is refused, with the place", () => {
  const loose = order as never as {
    task(...args: unknown[]): { output(map: unknown): unknown; tree: unknown };
    pass(...args: unknown[]): { tree: unknown };
    wait(...args: unknown[]): unknown;
    fail(...args: unknown[]): unknown;
  };
  const output = (map: unknown) => () => loose.pass("one", { output: map });
  type Any = Record<string, never>;
  const circular: Record<string, unknown> = {};
  circular.self = circular;

  test.each<[string, () => unknown, string]>([
    [
      "a nested reference",
      output(({ input }: { input: Any }) => ({ a: { b: input.id } })),
      "reference-nested at steps.0",
    ],
    [
      "a constant that reads as a reference",
      output(() => ({ a: "$input.id" })),
      "constant-reads-as-reference at steps.0",
    ],
    ["a date", output(() => ({ a: new Date(0) })), "constant-not-json at steps.0"],
    ["a number that is none", output(() => ({ a: Number.NaN })), "constant-not-json at steps.0"],
    [
      "a reference as a whole mapping",
      output(({ input }: { input: Any }) => input),
      "mapping-form at steps.0",
    ],
    [
      "a key FDL cannot write",
      output(({ input }: { input: Any }) => ({ a: input["a-b"] })),
      "reference-key at steps.0",
    ],
    [
      "a reference in a string",
      output(({ input }: { input: Any }) => ({ a: `${input.id}!` })),
      "reference-in-text at steps.0",
    ],
    ["a step name of the wrong form", () => loose.pass("1st"), "step-name-form at steps.0"],
    [
      "a job id without Async",
      () => loose.task("a", reserve, { jobId: "x" }),
      "job-id-without-async at steps.0",
    ],
    [
      "a constant job id of the wrong form",
      () => loose.task("a", reserve, { invocation: "Async", jobId: "$.id" }),
      "job-id-form at steps.0",
    ],
    [
      "a job id by reference without a key for it",
      () =>
        loose.task("a", audit, {
          invocation: "Async",
          jobId: ({ context }: { context: { execution: Any } }) => context.execution.name,
        }),
      "job-id-key at steps.0",
    ],
    [
      "an input that takes the job id's key",
      () =>
        loose.task("a", reserve, {
          invocation: "Async",
          input: () => ({ id: 1 }),
          jobId: ({ input }: { input: Any }) => input.id,
        }),
      "mapping-duplicate at steps.0",
    ],
    [
      "a time-out of no time",
      () => loose.task("a", reserve, { timeoutSeconds: 0 }),
      "number-out-of-range at steps.0",
    ],
    [
      "a retry interval of over a day",
      () => loose.task("a", reserve, { retry: [{ errors: ["FnF.ALL"], intervalSeconds: 86_401 }] }),
      "number-out-of-range at steps.0",
    ],
    [
      "an error mapping without a catch",
      () => loose.task("a", reserve, { error: () => ({}) }),
      "error-without-catch at steps.0",
    ],
    [
      "a wait of over two days",
      () => loose.wait("a", { durationSeconds: 172_801 }),
      "number-out-of-range at steps.0",
    ],
    ["a wait for nothing", () => loose.wait("a", {}), "wait-time at steps.0"],
    ["a wait until never", () => loose.wait("a", { timestamp: "tomorrow" }), "wait-time at steps.0"],
    [
      "an error name that is too long",
      () => loose.fail("a", { error: "E".repeat(129) }),
      "text-length at steps.0",
    ],
    [
      "the result of requestResponse with Async",
      () =>
        loose
          .task("a", reserve, { invocation: "Async" })
          .output(({ local }: { local: { a: Any } }) => ({ r: local.a.receipt })),
      "result-missing at outputMappings",
    ],
    [
      "a jump to a step that does not exist",
      () => loose.task("a", reserve, { catch: [{ errors: ["FnF.ALL"], goto: "b" }] }).tree,
      "goto-unknown at steps.0.catch.0.goto",
    ],
    ["a flow name of the wrong form", () => defineFlow("no spaces", { input: Order }), "flow-name-form at "],
    [
      "a flow time-out of over a year",
      () => defineFlow("x", { input: Order, timeoutSeconds: 31_536_001 }),
      "number-out-of-range at ",
    ],
  ])("%s", (_, build, refusal) => {
    expect(refusals(build)).toEqual([refusal]);
  });

  test("a step name used twice", () => {
    expect(refusals(() => (order.pass("one") as never as typeof loose).pass("one"))).toEqual([
      "step-name-duplicate at steps.1",
    ]);
  });
});
