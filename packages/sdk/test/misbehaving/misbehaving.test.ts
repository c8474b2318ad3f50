import { setImmediate as macrotask } from "node:timers/promises";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { setupClouds } from "../../../testing/src/index.ts";
import {
  type ClientHooks,
  type Clock,
  createReporter,
  defineFlow,
  defineFunction,
  FlowClient,
  FunctionClient,
  isFnfkitError,
  systemClock,
} from "../../src/index.ts";
import { type FaultyClouds, faultyClouds } from "./faulty-clouds.ts";

const numbered = z.object({ n: z.number() });
const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: numbered,
  output: numbered,
  token: "taskToken",
});
const older = defineFunction({ service: "shop", name: "reserve", input: numbered, output: numbered });
const newer = defineFunction({ name: "ship", input: numbered, output: numbered });
const orderFlow = defineFlow("order", { input: numbered }).pass("note");
const auditFlow = defineFlow("audit", { input: numbered })
  .task("audit", audit, {
    pattern: "waitForCallback",
    timeoutSeconds: 86_400,
    input: ({ input }) => ({ n: input.n }),
  })
  .output(({ local }) => ({ n: local.audit.n }));
const roleArn = "acs:ram::1234567890123456:role/flows";

const clouds = setupClouds({ limits: "off", quotas: "off", stalledAfterMs: 0 });
const logged: string[] = [];
let way: FaultyClouds;

beforeAll(async () => {
  vi.stubEnv("DEBUG", "fnfkit:*");
  const { default: createDebug } = await import("debug");
  createDebug.enable("fnfkit:*");
  vi.spyOn(createDebug, "log").mockImplementation((...words) => void logged.push(words.join(" ")));
});
beforeEach(async () => {
  way = await faultyClouds(clouds.fetch);
});
afterEach(() => way.close());
afterAll(async () => {
  clouds.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  (await import("debug")).default.disable();
});

// Back-off as it is, at a twentieth of its length.
const hurried: Clock = {
  ...systemClock,
  sleep: (delayMs, signal) => systemClock.sleep(delayMs / 20, signal),
};

// At 30 % faults this many in a row do not happen.
const stubborn = { maxAttempts: 14, attemptTimeoutMs: 1_000 };

const reportCount = 400;
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Runs jobs, so many at a time. */
async function pooled<T>(jobs: readonly (() => Promise<T>)[], width: number) {
  const outcomes: PromiseSettledResult<T>[] = [];
  const ahead = jobs.entries();
  await Promise.all(
    range(width).map(async () => {
      for (const [index, job] of ahead) [outcomes[index]] = (await Promise.allSettled([job()])) as [never];
    }),
  );
  return outcomes;
}

function resources() {
  return process.getActiveResourcesInfo().filter((kind) => /^(TCP|TLS|Timeout)/.test(kind));
}

test("2,000 calls at 30 % faults end as they should, take effect once, and leave nothing behind", async () => {
  const before = resources().length;
  const events: object[] = [];
  const hooks: ClientHooks = {
    onRequest: (event) => events.push(event),
    onResponse: (event) => events.push(event),
    onRetry: (event) => events.push(event),
  };
  const config = {
    ...{ region: clouds.config.region, accountId: clouds.config.accountId },
    ...{ endpoint: way.endpoint, credentials: clouds.credentials, clock: hurried, hooks },
  };
  const flows = new FlowClient(config);
  const functions = new FunctionClient(config);
  const reporter = createReporter(config);
  clouds.implement(audit, (_, task) => task.defer());
  clouds.implement(older, ({ n }) => ({ n }));
  clouds.implement(newer, ({ n }) => ({ n }));
  await flows.deploy(orderFlow, { roleArn });
  await flows.deploy(auditFlow, { roleArn });
  for (const contract of [older, newer]) await functions.enableStatefulInvocation(contract);
  const audits = await Promise.all(
    range(reportCount).map((n) => flows.start(auditFlow, { name: `audit-${n}`, input: { n } })),
  );
  await clouds.clock.advance("1s");
  const tokens = clouds.pendingTasks().map(({ execution, token }) => ({ execution, token }));
  expect(tokens).toHaveLength(reportCount);

  way.share = 0.3;
  const starts = range(500).map((n) => () => flows.start(orderFlow, { input: { n }, ...stubborn }));
  const reports = tokens.map(
    ({ token, execution }, n) =>
      () =>
        n % 4 === 0
          ? reporter.fail(token, "Refused", execution, stubborn)
          : reporter.succeed(token, { n: Number(execution.slice(6)) }, stubborn),
  );
  const looks = audits.map((execution) => () => execution.describe(stubborn));
  const jobs = range(300).map(
    (n) => () =>
      functions.invokeAsync(n % 2 === 0 ? older : newer, { n }, { jobId: `job-${n}`, ...stubborn }),
  );
  const invocations = range(200).map(
    (n) => () => functions.invoke(n % 2 === 0 ? older : newer, { n: 1_000 + n }, stubborn),
  );
  const histories = audits.slice(0, 200).map((execution) => () => execution.history(stubborn).page());
  const calls = [starts, reports, looks, jobs, invocations, histories].flatMap((some, kind) =>
    some.map((call) => ({ kind, call })),
  );
  // Mixed, and the same way every time.
  const mixed = calls.toSorted((a, b) => (calls.indexOf(a) % 97) - (calls.indexOf(b) % 97));
  expect(mixed).toHaveLength(2_000);

  const outcomes = await pooled<unknown>(
    mixed.map(({ call }) => call),
    50,
  );
  way.share = 0;

  // Each ends as it should.
  const invocationKind = 4;
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === "rejected" ? [{ kind: mixed[index]?.kind, failure: outcome.reason }] : [],
  );
  expect(failures.filter(({ kind }) => kind !== invocationKind)).toEqual([]);
  // What may have run and must not run twice is told as that.
  expect(failures.length).toBeGreaterThan(0);
  for (const { failure } of failures) expect(isFnfkitError(failure)).toBe(true);
  expect(way.happened.size).toBe(13);

  // Starts and reports take effect exactly once.
  const started: unknown[] = [];
  for await (const { input } of flows.executions(orderFlow)) started.push((input as { n: number }).n);
  expect(started.toSorted((a, b) => Number(a) - Number(b))).toEqual(range(500));
  for (const [n, { execution, token: _ }] of tokens.entries()) {
    const settled = clouds
      .history({ flow: "audit", name: execution })
      .filter(({ type }) => /^Task(Succeeded|Failed)$/.test(type));
    expect(settled.map(({ type }) => type)).toEqual([n % 4 === 0 ? "TaskFailed" : "TaskSucceeded"]);
  }
  await clouds.clock.advance("1m");
  const ran = [...clouds.calls(older), ...clouds.calls(newer)].map(({ event }) => (event as { n: number }).n);
  const ofJobs = ran.filter((n) => n < 1_000);
  expect(ofJobs.toSorted((a, b) => a - b)).toEqual(range(300));
  // An invocation runs once at most, and does when its result came.
  const ofInvocations = ran.filter((n) => n >= 1_000);
  expect(new Set(ofInvocations).size).toBe(ofInvocations.length);
  const results = outcomes.flatMap((outcome, index) =>
    outcome.status === "fulfilled" && mixed[index]?.kind === invocationKind
      ? [(outcome.value as { n: number }).n]
      : [],
  );
  expect(results.filter((n) => !ofInvocations.includes(n))).toEqual([]);

  // Nothing is left.
  await way.close();
  for (let turn = 0; turn < 10_000 && resources().length > before; turn++) await macrotask();
  expect(resources().length).toBeLessThanOrEqual(before);

  // No secret is shown.
  const shown = inspect([failures, events, logged], {
    ...{ depth: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null },
    ...{ showHidden: true, getters: true },
  });
  expect(events.length).toBeGreaterThan(4_000);
  expect(logged.length).toBeGreaterThan(4_000);
  const { accessKeyId, accessKeySecret } = clouds.credentials;
  for (const secret of [accessKeyId, accessKeySecret, ...tokens.map(({ token }) => token)]) {
    const once = encodeURIComponent(secret);
    for (const spelling of [secret, once, encodeURIComponent(once)])
      expect(shown.includes(spelling)).toBe(false);
  }
  expect(shown).not.toMatch(/Signature(=|%3D|%253D)(?!\*)/);
}, 120_000);
