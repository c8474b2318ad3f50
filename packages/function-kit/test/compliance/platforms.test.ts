import { FlowClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { setupClouds } from "../../../testing/src/index.ts";
import { createReporter, type TaskHandler } from "../../src/index.ts";
import { audit, auditOf3, mapsToken, type Pattern, startAudit } from "../support/audit.ts";
import { type Platform, platforms } from "../support/platforms.ts";

// Source: the manual's pages on event functions, HTTP triggers and custom runtimes of both generations.

type Audit = TaskHandler<typeof audit>;

const generations = {
  "FC 2.0": { contract: audit, resourceArn: "acs:fc:::services/shop/functions/audit" },
  "FC 3.0": { contract: auditOf3, resourceArn: "acs:fc:::functions/audit/LATEST" },
};
const cases = Object.entries(platforms).flatMap(([name, platform]) =>
  Object.entries(generations).map(
    ([generation, parts]) => [`${name}, ${generation}`, platform as Platform, parts] as const,
  ),
);

const clouds = setupClouds();
const flows = new FlowClient(clouds.config);
beforeAll(() => clouds.listen());
afterAll(() => clouds.close());
// A custom runtime's log is standard output, and what it warns of standard error.
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

const approve: Audit = ({ orderId }) => ({ approved: true, note: orderId });
const approved = { output: { approved: true, note: "42" } };
const refuse: Audit = () => {
  throw audit.error("AuditorUnavailable", "on holiday");
};
const hang: Audit = () => new Promise(() => {});

describe.each(cases)("%s", (_, platform, { contract, resourceArn }) => {
  let close = async () => {};
  afterEach(async () => {
    await close();
    clouds.reset();
    vi.restoreAllMocks();
  });

  async function start(work: Audit, pattern: Pattern, mapped: Record<string, string> = {}) {
    const handleTask = await platform.load();
    const adapted = await platform.adapt(handleTask(contract, work as never));
    close = adapted.close;
    clouds.deploy(contract, adapted.handler, { maxAsyncRetryAttempts: 0 });
    return startAudit(flows, pattern, mapped, resourceArn);
  }
  const waiting = (work: Audit, mapped = {}) => start(work, "waitForCallback", { ...mapsToken, ...mapped });
  /** Lets a function's whole time pass. */
  const pass = async (what: () => unknown) => {
    if (platform.isInRealTime) await vi.waitFor(what);
    else await clouds.clock.advance("1m");
  };
  const outcome = () => clouds.calls(contract)[0]?.outcome;

  test("reports success", async () => {
    const { end } = await waiting(approve);

    expect(await end()).toEqual(approved);
  });

  test("reports what was thrown", async () => {
    const { end } = await waiting(refuse);

    expect(await end()).toEqual({ error: "AuditorUnavailable", cause: "on holiday" });
  });

  test("reports an event that does not fit", async () => {
    const { end } = await waiting(approve, { orderId: "42" });

    expect(await end()).toMatchObject({ error: "InvalidInput" });
  });

  test("reports that its time is up, before it is", async () => {
    const { end } = await waiting(hang);
    const ended = end();

    await pass(() => expect(outcome()).toBeDefined());

    expect(await ended).toMatchObject({ error: "FunctionDeadlineExceeded" });
    expect(outcome()).toMatchObject({ kind: "succeeded" });
  });

  test("leaves a deferred report to somebody else", async () => {
    const { end } = await waiting((_, task) => task.defer());
    const { token } = await clouds.pending("audit");

    await createReporter(audit, clouds.config).succeed(token, { approved: true });

    expect(await end()).toEqual({ output: { approved: true } });
    await vi.waitFor(() => expect(outcome()).toMatchObject({ kind: "succeeded" }));
  });

  test("fails when its report does not get through", async () => {
    clouds.faults.add({ action: "ReportTaskSucceeded", fault: "throttle" });
    const { end } = await waiting(approve);

    await pass(() => expect(outcome()).toBeDefined());

    expect(outcome()).toMatchObject({ kind: "failed", errorType: "ReportUndeliveredError" });
    clouds.succeed("audit", { approved: false });
    await end();
  });

  test("answers without a token", async () => {
    const { end } = await start(approve, "sync");

    expect(await end()).toEqual(approved);
  });

  test("fails without a token, by the same name as with one", async () => {
    const { end } = await start(refuse, "sync");

    expect(await end()).toMatchObject({ error: "AuditorUnavailable" });
  });

  test("fails without a token when its time is up", async () => {
    const { end } = await start(hang, "sync");
    const ended = end();

    await pass(() => expect(outcome()).toBeDefined());

    expect(await ended).toMatchObject({ error: "FunctionDeadlineExceeded" });
  });
});
