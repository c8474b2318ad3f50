import { FlowClient, FunctionClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { setupClouds } from "../../testing/src/index.ts";
import { handleTask, type Task } from "../src/index.ts";
import { audit, startAudit } from "./support/audit.ts";

const clouds = setupClouds();
const flows = new FlowClient(clouds.config);
const functions = new FunctionClient(clouds.config);
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

/** A function that works for an hour, unless it is told to stop. */
function longAudit() {
  let begin: (task: Task) => void = () => {};
  const begun = new Promise<Task>((resolve) => {
    begin = resolve;
  });
  const handler = handleTask(audit, async (_, task) => {
    begin(task);
    await task.clock.sleep(3_600_000, task.signal);
    return { approved: true };
  });
  return { begun, handler };
}

const hours = { stateful: true, timeoutSeconds: 7_200, maxAsyncRetryAttempts: 0 };

test("a function that sleeps on its task's clock takes its time at no cost", async () => {
  const { handler } = longAudit();
  clouds.deploy(audit, handler, hours);
  const { end } = await startAudit(flows, "sync");

  expect(await end()).toEqual({ output: { approved: true } });
  expect(clouds.clock.now()).toBe(Date.UTC(2026, 0, 1, 1));
});

test("a job knows its id, and its signal is aborted when it is stopped", async () => {
  const { begun, handler } = longAudit();
  clouds.deploy(audit, handler, hours);
  const job = await functions.invokeAsync(audit, { orderId: "42" }, { jobId: "order-42" });
  const task = await begun;
  expect([task.jobId, task.token, task.attempt, task.signal.aborted]).toEqual([
    ...["order-42", undefined, 1, false],
  ]);

  await job.stop();

  expect(task.signal.aborted).toBe(true);
  expect(await job.ended()).toMatchObject({ status: "Stopped" });
});

test("a function whose time is up is told why", async () => {
  const { begun, handler } = longAudit();
  clouds.deploy(audit, handler, { ...hours, timeoutSeconds: 60 });
  await functions.invokeAsync(audit, { orderId: "42" });
  const { signal } = await begun;

  await clouds.clock.advance("58s");
  expect(signal.aborted).toBe(false);
  await clouds.clock.advance("1s");

  expect(signal.reason).toMatchObject({ name: "FunctionDeadlineExceeded" });
});
