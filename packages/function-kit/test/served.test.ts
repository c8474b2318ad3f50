import { FlowClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { setupClouds } from "../../testing/src/index.ts";
import { handleTask } from "../src/index.ts";
import { type FunctionServer, serve } from "../src/serve/index.ts";
import { audit, startAudits } from "./support/audit.ts";
import { callServed } from "./support/platforms.ts";

const clouds = setupClouds();
beforeAll(() => clouds.listen());
beforeEach(() => vi.spyOn(console, "log").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());
afterAll(() => clouds.close());

test("a server that is restarted under load loses no report", async () => {
  let handled = 0;
  let halfway = () => {};
  const half = new Promise<void>((resolve) => {
    halfway = resolve;
  });
  const handler = handleTask(audit, async ({ orderId }, task) => {
    if (++handled === 50) halfway();
    await new Promise((resolve) => setImmediate(resolve));
    task.signal.throwIfAborted();
    return { approved: true, note: orderId };
  });
  const start = (port = 0) => serve(handler, { port, host: "127.0.0.1", onSigterm: false });
  let server: FunctionServer = await start();
  const { port } = server;
  // Every report is throttled once in three times.
  clouds.faults.add({ action: "ReportTaskSucceeded", fault: "throttle", probability: 0.3 });
  clouds.deploy(
    audit,
    callServed(() => port),
    { maxAsyncRetryAttempts: 8, timeoutSeconds: 86_400 },
  );
  const executions = await startAudits(new FlowClient(clouds.config), 1, 100);

  await half;
  await server.close();
  server = await start(port);
  // Whatever was refused is tried again.
  for (let tries = 0; tries < 8 && clouds.pendingTasks().length > 0; tries++) {
    await vi.waitFor(
      () => expect(clouds.calls(audit).filter(({ outcome }) => outcome === undefined)).toEqual([]),
      { timeout: 20_000 },
    );
    await clouds.clock.advance("1h");
  }

  const ends = executions.flatMap((execution) =>
    clouds.history(execution).filter(({ type }) => /^Task(Succeeded|Failed|TimedOut)$/.test(type)),
  );
  const refused = clouds.calls(audit).filter(({ outcome }) => outcome?.kind === "failed");
  await server.close();
  expect(ends).toHaveLength(100);
  expect(clouds.pendingTasks()).toEqual([]);
  // The restart was felt, and what it hit was told or tried again.
  expect(refused.length).toBeGreaterThan(0);
}, 60_000);
