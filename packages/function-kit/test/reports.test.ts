import { inspect } from "node:util";
import { FlowClient, isConfigurationError, isReportUndeliveredError, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type FunctionHandler, setupClouds } from "../../testing/src/index.ts";
import { createReporter, type FcContext, handleTask, type Task, type TaskHandler } from "../src/index.ts";
import { audit, mapsToken, startAudit } from "./support/audit.ts";
import { conflicting, type Fault, failing, faultyWay, reset, throttled } from "./support/faults.ts";

type Audit = TaskHandler<typeof audit>;

// What goes wrong goes wrong on the way, and is counted there.
const clouds = setupClouds({ wire: "msw" });
const way = faultyWay(clouds);
const flows = new FlowClient(clouds.config);
beforeAll(() => way.listen());
afterEach(() => {
  way.reset();
  clouds.reset();
});
afterAll(() => way.close());

const approve: Audit = () => ({ approved: true });
const start = (handler: FunctionHandler, options = {}) => {
  clouds.deploy(audit, handler, { maxAsyncRetryAttempts: 0, ...options });
  return startAudit(flows, "waitForCallback", mapsToken);
};
/** How often the function ran and how that ended, once everything has ended. */
const outcomes = async () => {
  await clouds.clock.advance("1h");
  return clouds.calls(audit).map(({ outcome }) => outcome?.kind);
};

describe("a report that does not get through at once", () => {
  test.each<[string, readonly Fault[]]>([
    ["throttled", [throttled, throttled, throttled]],
    ["in conflict with another change", [conflicting, conflicting]],
    ["after a failure inside the service", [failing]],
    ["after a lost connection", [reset, reset]],
    ["after all of it", [throttled, reset, conflicting, failing, throttled, reset, conflicting]],
  ])("is sent again: %s", async (_, faults) => {
    way.before(...faults);
    const { end } = await start(handleTask(audit, approve));

    expect(await end()).toEqual({ output: { approved: true } });
    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", faults.length + 1]);
  });

  test("is sent again when only its answer was lost, and counts once", async () => {
    way.after(reset);
    const { end } = await start(handleTask(audit, approve));

    expect(await end()).toEqual({ output: { approved: true } });
    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 2]);
  });

  test("of failure is sent again too", async () => {
    way.before(throttled);
    const handler = handleTask(audit, () => {
      throw audit.error("AuditorUnavailable", "on holiday");
    });
    const { end } = await start(handler);

    expect(await end()).toEqual({ error: "AuditorUnavailable", cause: "on holiday" });
    expect(await outcomes()).toEqual(["succeeded"]);
  });
});

/** Runs a function and keeps what it throws, and everything secret that it was given. */
function watched(handler: ReturnType<typeof handleTask>, change: Partial<FcContext> = {}) {
  const seen: { thrown?: unknown; readonly secrets: string[] } = { secrets: [] };
  const watch: FunctionHandler = async (event, context) => {
    const changed = { ...context, ...change };
    const { accessKeyId, accessKeySecret, securityToken } = context.credentials;
    seen.secrets.push(accessKeyId, accessKeySecret, securityToken, JSON.parse(`${event}`).auditToken);
    try {
      return await handler(event, changed);
    } catch (thrown) {
      seen.thrown = thrown;
      throw thrown;
    }
  };
  return { watch, seen };
}

describe("a report that never gets through", () => {
  test("fails the invocation in time, with nothing secret in it, and the flow still waits", async () => {
    way.before(...Array<Fault>(1_000).fill(throttled));
    const { watch, seen } = watched(handleTask(audit, approve));
    const { end } = await start(watch);

    await clouds.clock.advance("1m");

    expect(isReportUndeliveredError(seen.thrown)).toBe(true);
    const [call] = clouds.calls(audit);
    expect(call?.outcome).toMatchObject({ kind: "failed", errorType: "ReportUndeliveredError" });
    expect(seen.secrets).toHaveLength(4);
    for (const secret of seen.secrets)
      expect(inspect([seen.thrown, call?.outcome], { depth: 9, showHidden: true })).not.toContain(secret);

    way.reset();
    clouds.succeed("audit", { approved: true });
    expect(await end()).toEqual({ output: { approved: true } });
  });

  test("makes Function Compute try again, and the report with it", async () => {
    way.before(...Array<Fault>(1_000).fill(reset));
    const { watch, seen } = watched(handleTask(audit, approve));
    const { end } = await start(watch, { maxAsyncRetryAttempts: 1, timeoutSeconds: 2 });

    // The service is back between the two tries.
    await clouds.clock.advance("2s");
    expect(isReportUndeliveredError(seen.thrown)).toBe(true);
    way.reset();

    expect(await end()).toEqual({ output: { approved: true } });
    expect(await outcomes()).toEqual(["failed", "succeeded"]);
  });

  test("because the function's role may not report says so at once", async () => {
    const stranger = { accessKeyId: "STS.stranger", accessKeySecret: "guessed-secret" };
    const { watch, seen } = watched(handleTask(audit, approve), { credentials: stranger });
    const { end } = await start(watch);
    await clouds.clock.advance("1s");

    expect(isServiceError(seen.thrown, "InvalidAccessKeyID")).toBe(true);
    expect(way.reports).toBe(1);
    clouds.fail("audit", "Refused");
    await end();
  });

  test.each<[string, Partial<FcContext>]>([
    ["no credentials", { credentials: { accessKeyId: "", accessKeySecret: "", securityToken: "" } }],
    ["no region", { region: "" }],
  ])("because the context carries %s says so", async (_, change) => {
    const { watch, seen } = watched(handleTask(audit, approve), change);
    const { end } = await start(watch);
    await clouds.clock.advance("1s");

    expect(isConfigurationError(seen.thrown)).toBe(true);
    expect(way.reports).toBe(0);
    clouds.fail("audit", "Refused");
    await end();
  });
});

describe("a report that comes too late", () => {
  const slow = handleTask(audit, async (_, task) => {
    await task.clock.sleep(2 * 86_400_000);
    return { approved: true };
  });
  const slowly = { timeoutSeconds: 3 * 86_400 };

  test("after the step's time-out is nobody's error", async () => {
    const { end } = await start(slow, slowly);
    const ended = end();

    await clouds.clock.advance("3d");

    expect(await ended).toMatchObject({ error: "FnF.TaskTimeout" });
    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 1]);
  });

  test("after the execution was stopped is nobody's error", async () => {
    const { execution } = await start(slow, slowly);

    await execution.stop();
    await clouds.clock.advance("3d");

    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 1]);
  });

  test("of failure is nobody's error, and the work is not done again", async () => {
    const { execution } = await start(
      handleTask(audit, async (_, task) => {
        await execution.stop();
        throw new Error(`too late: ${task.attempt}`);
      }),
      { maxAsyncRetryAttempts: 3 },
    );

    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 1]);
  });
});

describe("a deferred report", () => {
  test("is left to whoever holds the token", async () => {
    const { end } = await start(handleTask(audit, (_, task) => task.defer()));
    const { token } = await clouds.pending("audit");
    await clouds.clock.advance("2h");
    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 0]);

    const reporter = createReporter(audit, clouds.config);
    expect(await reporter.succeed(token, { approved: true })).toMatchObject({ outcome: "accepted" });
    expect(await reporter.fail(token, "AuditorUnavailable")).toEqual({ outcome: "alreadyCompleted" });

    expect(await end()).toEqual({ output: { approved: true } });
  });

  test("may be of failure", async () => {
    const { end } = await start(handleTask(audit, (_, task) => task.defer()));
    const { token } = await clouds.pending("audit");

    await createReporter(audit, clouds.config).fail(token, "AuditorUnavailable", "on holiday");

    expect(await end()).toEqual({ error: "AuditorUnavailable", cause: "on holiday" });
  });

  test("that the handler does not hand back is a mistake, and said to be one", async () => {
    const { end } = await start(
      handleTask(audit, ((_: unknown, task: Task) => {
        task.defer();
      }) as never),
    );

    expect(await end()).toEqual({
      error: "InvalidOutput",
      cause: expect.stringMatching(/defer\(\).*Return it/),
    });
  });

  // Somebody else, with the function's own key.
  const reportedMeanwhile = (then: Audit) =>
    handleTask(audit, async (input, task) => {
      const { region = "", credentials = { accessKeyId: "", accessKeySecret: "" } } = task.context;
      const reporter = createReporter(audit, { region, credentials, clock: task.clock });
      await reporter.succeed(task.token ?? "", { approved: false });
      return then(input, task);
    });

  test("may come before the function has returned", async () => {
    const { end } = await start(reportedMeanwhile((_, task) => task.defer()));

    expect(await end()).toEqual({ output: { approved: false } });
    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 1]);
  });

  test("counts before the function's own result, which is nobody's error", async () => {
    const { end } = await start(reportedMeanwhile(approve));

    expect(await end()).toEqual({ output: { approved: false } });
    expect([...(await outcomes()), way.reports]).toEqual(["succeeded", 2]);
  });

  test("needs no role of the function's own", async () => {
    const { watch, seen } = watched(
      handleTask(audit, (_, task) => task.defer()),
      { credentials: { accessKeyId: "", accessKeySecret: "" } },
    );
    const { end } = await start(watch);
    await clouds.pending("audit");

    clouds.succeed("audit", { approved: true });

    expect(await end()).toEqual({ output: { approved: true } });
    expect(seen.thrown).toBeUndefined();
  });

  test("is impossible without a token", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, (_, task) => task.defer()),
    );

    const { end } = await startAudit(flows, "requestResponse");

    expect(await end()).toMatchObject({ error: "Error", cause: expect.stringContaining("no task token") });
  });
});
