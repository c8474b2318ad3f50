import { createReporter, handleTask } from "@fnfkit/function-kit";
import { defineFunction, FlowClient, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../test/support/fnf-calls.ts";

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
