import { defineFunction, FunctionClient } from "@fnfkit/sdk";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { FaultRule } from "../../src/index.ts";
import { cloudsAndCalls, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: FC's error codes (429 ResourceExhausted, 503 ResourceThrottled, 500 InternalServerError) and the names that flows
// see them by (wire-api.md B5 and D3).
const { clouds, call, ended, createFlow } = cloudsAndCalls();
const functions = new FunctionClient(clouds.config);
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const contract = defineFunction({ ...work, input: z.object({}), output: z.object({}) });
const plain = defineFunction({ name: "plain", qualifier: "prod", input: z.object({}), output: z.object({}) });

async function failure(lines: readonly string[] = []) {
  await createFlow("f", taskFlow(lines));
  await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  await ended("f", "e");
  return clouds.history({ flow: "f", name: "e" }).at(-1)?.detail.error;
}

describe.each([
  ["called by a step", [] as string[]],
  ["queued by a step", ["pattern: sync", "serviceParams:", "  InvocationType: Async"]],
])("a function that is %s", (_how, lines) => {
  test.each<[FaultRule["fault"], string, number]>([
    ["throttle", "FC.ResourceThrottled", 0],
    ["error500", "FC.InternalServerError", 0],
    ["reset", "FC.Unknown", 0],
    ["timeout", "FC.Unknown", 0],
    ["lostReply", "FC.Unknown", 1],
  ])("and suffers a %s fails the step with %s", async (fault, error, calls) => {
    clouds.deploy(work, async () => ({}));
    clouds.faults.add({ action: "InvokeFunction", fault });

    expect(await failure(lines)).toBe(error);
    expect(clouds.calls(work)).toHaveLength(calls);
  });

  test("may be delivered twice", async () => {
    clouds.deploy(work, async () => ({}));
    clouds.faults.add({ action: "InvokeFunction", fault: "duplicate", times: 1 });

    expect(await failure(lines)).toBeUndefined();
    expect(clouds.calls(work)).toHaveLength(2);
  });
});

describe("a step whose invocation type is a reference", () => {
  const invokedAs = (mode: string) => [
    "inputMappings:",
    "  - target: mode",
    `    source: ${mode}`,
    "serviceParams:",
    "  InvocationType: $.mode",
  ];

  test.each(["Sync", "Async"])("may be %s", async (mode) => {
    clouds.deploy(work, async () => ({}));

    expect(await failure(invokedAs(mode))).toBeUndefined();
  });

  test("and something else fails", async () => {
    clouds.deploy(work, async () => ({}));

    expect(await failure(invokedAs("later"))).toBe("FC.InvalidArgument");
    expect(clouds.calls(work)).toEqual([]);
  });
});

test("a step that finds no instance free fails with FC.ResourceExhausted", async () => {
  const { clouds: crowded, ...others } = cloudsAndCalls({ instanceQuota: 0 });
  clouds.close();
  crowded.listen();
  crowded.deploy(work, async () => ({}));
  await others.createFlow("f", taskFlow());
  await others.call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  await others.ended("f", "e");

  expect(crowded.history({ flow: "f", name: "e" }).at(-1)?.detail.error).toBe("FC.ResourceExhausted");
  crowded.close();
  clouds.listen();
});

describe("a client", () => {
  test.each([contract, plain])("tries again what was throttled, broken off or lost", async (target) => {
    clouds.deploy(target, async () => ({}), { stateful: true });
    for (const fault of ["throttle", "error500", "reset", "lostReply"] as const) {
      clouds.faults.add({ action: "InvokeFunction", fault, times: 1 });
    }

    const job = await functions.invokeAsync(target, {}, { jobId: "job-1" });

    expect(await job.ended()).toMatchObject({ status: "Succeeded" });
    expect(clouds.calls(target)).toHaveLength(1);
  });

  test.each([
    [contract, "GetStatefulAsyncInvocation", { service: "shop", function: "work", id: "job-1" }],
    [plain, "GetAsyncTask", { function: "plain", qualifier: "prod", id: "job-1" }],
  ])("meets faults by the service's own names of actions", async (target, action, params) => {
    clouds.deploy(target, async () => ({}), { stateful: true });
    const job = await functions.invokeAsync(target, {}, { jobId: "job-1" });
    const seen: object[] = [];
    clouds.faults.add({ action, fault: "throttle", times: 1, when: (request) => seen.push(request) > 0 });

    expect(await job.ended()).toMatchObject({ status: "Succeeded" });
    expect(seen).toEqual([{ service: "fc", action, params }]);
  });

  test.each([
    [
      contract,
      ["GetFunctionAsyncInvokeConfig", "PutFunctionAsyncInvokeConfig", "StopStatefulAsyncInvocation"],
    ],
    [plain, ["GetAsyncInvokeConfig", "PutAsyncInvokeConfig", "StopAsyncTask"]],
  ])("meets them on the way to a stopped job too", async (target, actions) => {
    clouds.deploy(target, (_event, context) => runtimeOf(context).clock?.sleep(50_000));
    const met: string[] = [];
    clouds.faults.add({
      action: "*",
      fault: "delay",
      for: "1s",
      when: ({ action }) => actions.includes(action) && met.push(action) > 0,
    });
    await functions.enableStatefulInvocation(target);
    const job = await functions.invokeAsync(target, {}, { jobId: "job-1" });

    await job.stop();

    expect(await job.ended()).toMatchObject({ status: "Stopped" });
    expect(met).toEqual(actions);
  });
});
