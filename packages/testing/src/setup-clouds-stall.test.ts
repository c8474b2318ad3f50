import { defineFunction, FunctionClient, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { cloudsAndCalls, passFlow, work } from "../test/support/fnf-calls.ts";

const { clouds, call, refusal, createFlow } = cloudsAndCalls({ stalledAfterMs: 50 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const contract = defineFunction({ ...work, input: z.object({}), output: z.object({}) });
const functions = new FunctionClient(clouds.config);

/** A job whose function never ends, not even in real time. */
async function hangingJob() {
  clouds.deploy(work, () => new Promise(() => {}), { stateful: true });
  return functions.invokeAsync(contract, {}, { jobId: "j" });
}

test("whoever waits for a job that hangs in real time is told which function it is", async () => {
  const job = await hangingJob();

  await expect(job.ended()).rejects.toThrow(/time stands still.*"shop\/work" \(job "j"\) has not ended/);
});

test("so is whoever waits for a delayed answer meanwhile, and the call is not done", async () => {
  await hangingJob();
  clouds.faults.add({ action: "CreateFlow", fault: "delay", for: "1h", times: 1 });

  const failure = await createFlow("f", passFlow).catch((error: unknown) => error);

  expect(isServiceError(failure, "CallStalled")).toBe(true);
  expect(String(failure)).toContain('"shop/work" (job "j") has not ended');
  expect(await refusal("DescribeFlow", { Name: "f" })).toEqual([404, "FlowNotExists"]);
});

test("and afterwards time passes as before", async () => {
  const job = await hangingJob();
  clouds.faults.add({ action: "ListFlows", fault: "delay", for: "1h", times: 2 });
  await call("ListFlows").catch(() => {});
  await job.stop();

  await call("ListFlows");

  expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1, 1));
});
