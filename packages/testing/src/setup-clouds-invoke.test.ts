import { createReporter, handleTask } from "@fnfkit/function-kit";
import { defineFunction } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { setupClouds } from "./setup-clouds.ts";

const clouds = setupClouds({ stalledAfterMs: 100 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean() }),
  errors: ["AuditorUnavailable"],
  token: "auditToken",
  jobId: "job",
});
const order = { orderId: "o-1" };
const waitForCallback = { pattern: "waitForCallback" } as const;

describe("a wrapped handler that runs alone", () => {
  test("answers by itself when nobody waits for a callback", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, ({ orderId }, { token, jobId, context }) => {
        context.logger?.warn?.("asked for %s", orderId);
        return { approved: token === undefined && jobId === "j-1" };
      }),
    );

    const invoked = await clouds.invoke(audit, order, { jobId: "j-1" });

    expect(invoked).toMatchObject({ result: { approved: true }, reports: [], token: undefined });
    expect(invoked.log.join()).toContain("asked for o-1");
  });

  test("reports its result with the token that its event carries", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, () => ({ approved: true })),
    );

    const { reports } = await clouds.invoke(audit, order, waitForCallback);

    expect(reports).toEqual([{ outcome: "succeeded", output: { approved: true } }]);
  });

  test("reports what it throws, and then ends well", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, () => {
        throw audit.error("AuditorUnavailable", "on holiday");
      }),
    );

    const { outcome, reports } = await clouds.invoke(audit, order, waitForCallback);

    expect(outcome.kind).toBe("succeeded");
    expect(reports).toMatchObject([{ outcome: "failed", error: "AuditorUnavailable" }]);
  });

  test("refuses an input that does not fit its contract", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, () => ({ approved: true })),
    );

    const { outcome } = await clouds.invoke(audit, { orderId: 1 } as never);

    expect(outcome).toMatchObject({ kind: "failed", errorType: "InvalidInput" });
  });

  test("may defer its report, which is then seen where the others are, once", async () => {
    clouds.deploy(
      audit,
      handleTask(audit, (_, task) => task.defer()),
    );

    const { reports, token = "" } = await clouds.invoke(audit, order, waitForCallback);
    expect(reports).toEqual([]);
    const reporter = createReporter(audit, clouds.config);
    await reporter.succeed(token, { approved: false });

    expect(reports).toEqual([{ outcome: "succeeded", output: { approved: false } }]);
    expect(await reporter.succeed(token, { approved: true })).toEqual({ outcome: "alreadyCompleted" });
  });

  test("has its end reported by Function Compute with sync, after its retries", async () => {
    let calls = 0;
    clouds.deploy(
      audit,
      handleTask(audit, () => {
        if (++calls < 3) throw audit.error("AuditorUnavailable");
        return { approved: true };
      }),
    );

    expect((await clouds.invoke(audit, order, { pattern: "sync" })).reports).toEqual([
      { outcome: "succeeded", output: { approved: true } },
    ]);
    calls = -10;
    expect((await clouds.invoke(audit, order, { pattern: "sync" })).reports).toMatchObject([
      { outcome: "failed", error: "AuditorUnavailable" },
    ]);
  });

  test("that hangs ends with a message", async () => {
    clouds.deploy(audit, () => new Promise(() => {}));

    await expect(clouds.invoke(audit, order)).rejects.toThrow(
      /Failed to see the end of function "shop\/audit".*has not ended/,
    );
  });

  test("must be there", async () => {
    clouds.allow("unknownFunction");

    await expect(clouds.invoke(audit, order)).rejects.toThrow("service 'shop' does not exist");
    await expect(clouds.invoke(audit, order, { pattern: "sync" })).rejects.toThrow("does not exist");
  });
});

test.each(["event", "context", "header"] as const)(
  "the token goes by the %s when the clouds are told so",
  async (passTaskToken) => {
    const others = setupClouds({ passTaskToken });
    others.implement(audit, () => ({ approved: true }));

    const { reports } = await others.invoke(audit, order, waitForCallback);

    expect(reports).toEqual([{ outcome: "succeeded", output: { approved: true } }]);
  },
);
