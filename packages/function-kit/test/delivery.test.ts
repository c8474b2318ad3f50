import { FlowClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setupClouds } from "../../testing/src/index.ts";
import {
  createReporter,
  type HandleTaskOptions,
  handleTask,
  type TaskHandler,
  type Undelivered,
} from "../src/index.ts";
import { type IdempotencyStore, idempotency, metrics, type ReportMeasure } from "../src/middleware/index.ts";
import { settleAll } from "../src/reporter/index.ts";
import { audit, mapsToken, startAudit, startAudits } from "./support/audit.ts";

const clouds = setupClouds();
const flows = new FlowClient(clouds.config);
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const start = (
  handler: TaskHandler<typeof audit>,
  options: HandleTaskOptions,
  settings: Parameters<typeof clouds.deploy>[2] = {},
) => {
  clouds.deploy(audit, handleTask(audit, handler, options), settings);
  return startAudit(flows, "waitForCallback", mapsToken);
};
const approve: TaskHandler<typeof audit> = () => ({ approved: true });

describe("a report that never gets through", () => {
  test("can be made later by whoever kept what the hook was given", async () => {
    const kept: (Undelivered & { readonly token: string | undefined })[] = [];
    const mend = clouds.faults.add({ action: "ReportTaskSucceeded", fault: "throttle" });
    const { end } = await start(
      approve,
      { undelivered: (undelivered, task) => void kept.push({ ...undelivered, token: task.token }) },
      { maxAsyncRetryAttempts: 0 },
    );
    await clouds.clock.advance("1m");
    mend();

    const [one] = kept;
    if (one?.token === undefined || !("output" in one.report)) throw new Error("nothing was kept");
    expect(one).toMatchObject({ flow: "audit", function: "audit", attempt: 1 });
    await createReporter(clouds.config).succeed(one.token, one.report.output);

    expect(await end()).toEqual({ output: { approved: true } });
    expect(clouds.calls(audit)).toMatchObject([{ outcome: { errorType: "ReportUndeliveredError" } }]);
  });

  test("goes to the function's failure destination once the platform gives up", async () => {
    clouds.faults.add({ action: "ReportTaskSucceeded", fault: "error500" });
    const { end } = await start(
      approve,
      {},
      {
        maxAsyncRetryAttempts: 1,
        onFailure: "acs:mns:cn-hangzhou:1234567890123456:/queues/lost/messages",
      },
    );

    await clouds.clock.advance("1h");

    expect(clouds.calls(audit).map(({ outcome }) => outcome?.kind)).toEqual(["failed", "failed"]);
    const [lost] = clouds.messages("lost");
    expect(JSON.stringify(lost)).toContain("ReportUndeliveredError");
    clouds.succeed("audit", { approved: true });
    await end();
  });

  test("is made by the platform's next try, which finds the work done", async () => {
    const results = new Map<string, string>();
    const store: IdempotencyStore = {
      async get(key) {
        const known = results.get(key);
        return known === undefined ? undefined : JSON.parse(known);
      },
      put: async (key, output) => void results.set(key, JSON.stringify(output)),
    };
    let worked = 0;
    // Jitter decides when the first try gives up: that moment, and no time by the clock, ends the trouble.
    const isFirstTry = () => clouds.calls(audit).length === 1;
    clouds.faults.add({ action: "ReportTaskSucceeded", fault: "reset", when: isFirstTry });
    const { end } = await start(
      () => ({ approved: true, note: `worked ${++worked} times` }),
      { middleware: [idempotency({ store })] },
      { maxAsyncRetryAttempts: 1, timeoutSeconds: 2 },
    );
    await clouds.clock.advance("2s");

    expect(await end()).toEqual({ output: { approved: true, note: "worked 1 times" } });
    await clouds.clock.advance("1h");
    expect(clouds.calls(audit).map(({ outcome }) => outcome?.kind)).toEqual(["failed", "succeeded"]);
  });
});

describe("the measures of reports", () => {
  const measured = async (handler: TaskHandler<typeof audit>) => {
    const measures: ReportMeasure[] = [];
    const middleware = [
      metrics(
        () => {},
        (measure) => measures.push(measure),
      ),
    ];
    const { end } = await start(handler, { middleware }, { maxAsyncRetryAttempts: 0 });
    return { measures, end };
  };

  test("tell of one that arrived, and how long that took", async () => {
    clouds.faults.add({ action: "ReportTaskSucceeded", fault: "throttle", times: 1 });
    const { measures, end } = await measured(approve);

    await end();

    expect(measures).toMatchObject([{ function: "audit", attempt: 1, outcome: "accepted" }]);
    expect(measures[0]?.durationMs).toBeGreaterThan(0);
  });

  test("tell of one that came too late", async () => {
    const { measures, end } = await measured(async (_, task) => {
      await createReporter(clouds.config).succeed(`${task.token}`, { approved: false });
      return { approved: true };
    });

    expect(await end()).toEqual({ output: { approved: false } });
    await clouds.clock.advance("1m");

    expect(measures).toMatchObject([{ outcome: "alreadyCompleted" }]);
  });

  test("tell of one that was given up, and why", async () => {
    clouds.faults.add({ action: "ReportTaskSucceeded", fault: "throttle" });
    const { measures, end } = await measured(approve);

    await clouds.clock.advance("1m");

    expect(measures).toMatchObject([{ outcome: "undelivered", error: "ReportUndeliveredError" }]);
    clouds.succeed("audit", { approved: true });
    await end();
  });

  test("are none where nothing is reported", async () => {
    const { measures, end } = await measured((_, task) => task.defer());
    await clouds.pending("audit");
    clouds.succeed("audit", { approved: true });

    await end();

    expect(measures).toEqual([]);
  });
});

test("a function that leaves its earlier failures to the platform tells the flow of the last alone", async () => {
  const attempts: number[] = [];
  const { end } = await start(
    (_, task) => {
      attempts.push(task.attempt);
      throw audit.error("AuditorUnavailable", `try ${task.attempt}`);
    },
    { report: "lastAttempt", maxAsyncRetryAttempts: 2 },
    { maxAsyncRetryAttempts: 2 },
  );

  expect(await end()).toEqual({ error: "AuditorUnavailable", cause: "try 3" });
  expect(attempts).toEqual([1, 2, 3]);
});

test("a fan-in of 500 callbacks settles as fast as the account's quota lets it", async () => {
  const limited = setupClouds({ quotas: { otherActions: { burst: 10, perSecond: 2 } }, wire: "direct" });
  clouds.close();
  limited.listen();
  try {
    limited.deploy(
      audit,
      handleTask(audit, (_, task) => task.defer()),
    );
    const executions = await startAudits(new FlowClient(limited.config), 5, 100);
    await limited.clock.advance("1m"); // every function has run, and the quota is whole again
    const tokens = limited.pendingTasks().map(({ token }) => token);
    const began = limited.clock.now();

    const outcomes = await settleAll(
      createReporter({ ...limited.config, rate: "documented" }),
      tokens.map((token) => ({ token, output: { approved: true } })),
    );

    expect(outcomes.filter(({ outcome }) => outcome === "accepted")).toHaveLength(500);
    expect(limited.clock.now() - began).toBeLessThanOrEqual(1.15 * ((500 - 10) / 2) * 1_000);
    const ends = await Promise.all(executions.map((execution) => execution.result()));
    expect(ends).toHaveLength(5);
  } finally {
    limited.close();
    clouds.listen();
  }
}, 60_000);
