import { FlowClient } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startExample } from "../start-example.ts";
import { type BatchQueue, pay, payHandler, payrunFlow } from "./invoices.ts";
import { settleBatch } from "./worker.ts";

test("the example reports 200 callbacks about as fast as the quota lets it", async () => {
  const { stdout, stderr, exitCode } = await startExample("batch-fan-in").end();

  const [waiting, reported, paid] = stdout.trim().split("\n");
  expect(waiting).toBe("200 invoices wait");
  const seconds = Number(/^200 reported in (\d+) s$/.exec(reported ?? "")?.[1]);
  expect(seconds).toBeLessThanOrEqual(1.15 * ((200 - 10) / 2));
  expect(paid).toBe("199 paid, 13 is the one that was not");
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
}, 30_000);

const clouds = setupClouds();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

test("what could not be reported stays in the queue, for the worker's next turn", async () => {
  const queue: BatchQueue = [];
  clouds.deploy(pay, payHandler(queue));
  const flows = new FlowClient(clouds.config);
  await flows.deploy(payrunFlow, { roleArn: "acs:ram::1234567890123456:role/payrun" });
  const run = await flows.start(payrunFlow, { input: { invoices: ["1", "2"] } });
  await clouds.clock.advance("1h");
  const parts = {
    ...{ queue, config: clouds.config },
    bank: async (lines: readonly object[]) => lines.map(() => ({ receipt: "r" })),
  };
  const mend = clouds.faults.add({ action: "ReportTaskSucceeded", fault: "error500" });

  const first = await settleBatch(parts);
  const left = queue.length;
  mend();
  const second = await settleBatch(parts);

  expect(first.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  expect(left).toBe(2);
  expect(second.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
  await run.result();
});
