import { createReporter, handleTask } from "@fnfkit/function-kit";
import { defineFunction, FlowClient, FunctionClient, isServiceError } from "@fnfkit/sdk";
import { functionArn } from "@fnfkit/sdk/contract";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../test/support/fnf-calls.ts";
import { setupClouds } from "./setup-clouds.ts";

const { clouds, call, refusal, ended, createFlow } = cloudsAndCalls({ wire: "direct", stalledAfterMs: 100 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const start = () => call("StartExecution", { FlowName: "f", ExecutionName: "e" });

describe("the direct wire", () => {
  test("carries answers and errors as the socket does", async () => {
    await createFlow("f", passFlow);
    await start();

    expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded", RequestId: expect.any(String) });
    expect(await refusal("DescribeFlow", { Name: "g" })).toEqual([404, "FlowNotExists"]);
  });

  test("shares nothing: what a caller does to an answer stays his own", async () => {
    await createFlow("f", passFlow);
    const listed = (await call("ListFlows")) as { Flows: { Name: string }[] };
    for (const flow of listed.Flows) flow.Name = "changed";

    expect(await call("ListFlows")).toMatchObject({ Flows: [{ Name: "f" }] });
  });

  test("knows whose a request is", async () => {
    const { createFnfTransport } = await import("@fnfkit/sdk/transport");
    for (const planted of [
      { accessKeySecret: "guessed" },
      { accessKeyId: "LTAIother" },
      { securityToken: "guessed" },
    ]) {
      const credentials = { ...clouds.credentials, ...planted };
      const stranger = createFnfTransport({ ...clouds.config, credentials });

      const failure = await stranger.call("ListFlows").catch((error: unknown) => error);

      expect(isServiceError(failure) && failure.status).toBe(403);
    }
  });

  test("breaks when it is told to, and is tried again", async () => {
    clouds.faults.add({ action: "CreateFlow", fault: "reset", times: 1 });
    clouds.faults.add({ action: "DescribeExecution", fault: "lostReply", times: 1 });
    await createFlow("f", passFlow);
    await start();

    expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded" });
  });

  test("ends a long poll that nobody listens to any more", async () => {
    clouds.deploy(work, async () => ({}));
    await createFlow("f", taskFlow(callbackLines));
    const execution = await new FlowClient(clouds.config).start("f");
    const abort = new AbortController();

    const result = execution.result({ signal: abort.signal }).catch((error: unknown) => error);
    await clouds.pending("work");
    abort.abort();

    expect(await result).toMatchObject({ code: "ABORTED" });
    await execution.stop();
  });

  test("serves wrapped handlers and reporters too", async () => {
    const audit = defineFunction({
      ...work,
      input: z.object({}),
      output: z.object({ approved: z.boolean() }),
      token: "taskToken",
    });
    clouds.deploy(
      audit,
      handleTask(audit, (_, task) => (task.attempt === 1 ? task.defer() : { approved: false })),
    );
    await createFlow("f", taskFlow(callbackLines));
    await start();
    const { token } = await clouds.pending("work");

    await createReporter(audit, clouds.config).succeed(token, { approved: true });

    expect(await ended("f", "e")).toMatchObject({ Output: '{"approved":true}' });
  });
});

const taskArn = "acs:fc:::services/shop/functions/work";
const schemas = { input: z.object({ sku: z.string() }), output: z.object({ receipt: z.string() }) };

describe.each([
  [
    "FC 2.0",
    defineFunction({ ...work, qualifier: "prod", ...schemas, token: "taskToken" }),
    "StatefulAsyncInvocation",
  ],
  [
    "FC 3.0",
    defineFunction({ name: "work", qualifier: "prod", ...schemas, token: "taskToken" }),
    "AsyncTask",
  ],
])("%s on the direct wire, with nothing that would intercept a request", (_generation, contract, noun) => {
  const alone = setupClouds({ wire: "direct", region: "cn-nowhere" });
  const functions = new FunctionClient(alone.config);
  beforeAll(async () => {
    const server = await alone.serve();
    return () => server.close();
  });
  afterEach(() => alone.reset());

  test("a job is started, watched and stopped", async () => {
    alone.deploy(contract, async (_event, context) => {
      await runtimeOf(context).clock?.sleep(60_000);
      return { receipt: "r-1" };
    });

    expect(await functions.enableStatefulInvocation(contract)).toBe("enabled");
    const [job, other] = await Promise.all(
      ["a", "b"].map((jobId) => functions.invokeAsync(contract, { sku: "kettle" }, { jobId })),
    );
    await other?.stop();

    expect(await job?.ended()).toMatchObject({ status: "Succeeded", durationMs: 60_000 });
    expect(await other?.describe()).toMatchObject({ status: "Stopped" });
    expect(alone.calls(contract)[0]).toMatchObject({ event: { sku: "kettle" } });
  });

  test("errors are the service's, and a stranger is refused", async () => {
    const stranger = new FunctionClient({
      ...alone.config,
      credentials: { ...alone.credentials, accessKeySecret: "guessed" },
    });
    alone.implement(contract, () => ({ receipt: "r-1" }), { stateful: true });
    alone.allow("unusedStandIn");

    const refusals = [
      functions.job(contract, "none").describe(),
      stranger.job(contract, "none").describe(),
    ].map((call) => call.catch((failure: unknown) => isServiceError(failure) && failure.serviceCode));

    expect(await Promise.all(refusals)).toEqual([`${noun}NotFound`, "SignatureNotMatch"]);
  });

  test("what breaks is tried again, and done once", async () => {
    alone.implement(contract, () => ({ receipt: "r-1" }), { stateful: true });
    alone.faults.add({ action: "InvokeFunction", fault: "lostReply", times: 1 });

    const job = await functions.invokeAsync(contract, { sku: "kettle" }, { jobId: "a" });

    expect(await job.ended()).toMatchObject({ status: "Succeeded" });
    expect(alone.calls(contract)).toHaveLength(1);
  });

  test("a wrapped handler's report gets to its flow", async () => {
    const flows = new FlowClient(alone.config);
    alone.deploy(
      contract,
      handleTask(contract, ({ sku }) => ({ receipt: `r-${sku}` })),
    );
    const definition = taskFlow([...callbackLines, "  - target: sku", "    source: $input.sku"]).replace(
      taskArn,
      functionArn(contract),
    );
    await flows.deploy({ name: "f", definition }, { roleArn: "acs:ram::1234567890123456:role/flows" });

    const execution = await flows.start("f", { input: { sku: "kettle" } });

    expect(await execution.result()).toEqual({ receipt: "r-kettle" });
  });
});
