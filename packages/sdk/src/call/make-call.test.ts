import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { isAbortError } from "../errors/index.ts";
import type { ClientHooks } from "./client-hooks.ts";
import { answeredWith, type FailedCall, lostConnection } from "./failures.ts";
import { type CallSetup, makeCall } from "./make-call.ts";
import { createPace } from "./pace.ts";
import { watchWith } from "./watch.ts";

const failed: FailedCall = { service: "fnf", action: "StartExecution", what: "call it", secrets: [] };
const throttled = answeredWith(failed, { status: 429, serviceCode: "ResourceThrottled", requestId: "r-1" });

function setup(parts: Partial<CallSetup> = {}): CallSetup {
  return {
    ...{ service: "fnf", action: "StartExecution", what: "call it", repeatable: true, paces: [] },
    ...{ clock: jumpingClock(), random: () => 0.5, watch: watchWith() },
    ...parts,
  };
}

function recorded() {
  const events: object[] = [];
  const hooks: ClientHooks = {
    onRequest: (event) => events.push({ told: "request", ...event }),
    onResponse: (event) => events.push({ told: "response", ...event }),
    onRetry: (event) => events.push({ told: "retry", ...event }),
  };
  return { events, hooks };
}

describe("hooks", () => {
  test("that reject later change nothing for the call either, and are warned of", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const hooks: ClientHooks = {
      async onResponse() {
        throw new Error("the log is full");
      },
    };

    const value = await makeCall(setup({ watch: watchWith(hooks) }), async () => ({ value: "done" }));
    await new Promise(setImmediate);

    expect(value).toBe("done");
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("the log is full"), "FnfkitWarning");
    warn.mockRestore();
  });

  test("see every attempt, how it ended, and what is waited for", async () => {
    const { events, hooks } = recorded();
    const clock = jumpingClock();

    await makeCall(setup({ clock, watch: watchWith(hooks) }), async ({ number }) => {
      clock.advance(30);
      if (number === 1) throw throttled;
      return { value: "done", status: 200, requestId: "r-2" };
    });

    const one = { service: "fnf", action: "StartExecution", what: "call it", attempt: 1 };
    const two = { ...one, attempt: 2 };
    expect(events).toEqual([
      { told: "request", ...one },
      { told: "response", ...one, durationMs: 30, status: 429, requestId: "r-1", failure: throttled },
      { told: "retry", ...one, failure: throttled, delayMs: 100 },
      { told: "request", ...two },
      { told: "response", ...two, durationMs: 30, status: 200, requestId: "r-2" },
    ]);
  });

  test("that throw change nothing for the call, and are warned of", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const hooks: ClientHooks = {
      onResponse() {
        throw new Error("the log is full");
      },
    };

    const call = makeCall(setup({ watch: watchWith(hooks) }), async () => ({ value: "done" }));

    await expect(call).resolves.toBe("done");
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("the log is full"), "FnfkitWarning");
    warn.mockRestore();
  });

  test("are told of an attempt that is given up before the caller is", async () => {
    const { events, hooks } = recorded();
    const controller = new AbortController();

    const call = makeCall(
      setup({ signal: controller.signal, watch: watchWith(hooks) }),
      () => new Promise<never>(() => {}),
    );
    await Promise.resolve();
    controller.abort("enough");

    await expect(call).rejects.toSatisfy(isAbortError);
    expect(events).toMatchObject([{ told: "request" }, { told: "response", failure: { cause: "enough" } }]);
  });
});

describe("with a rate", () => {
  test("a thousand calls queue, in order, instead of failing", async () => {
    const clock = jumpingClock();
    const paces = [createPace({ burst: 10, perSecond: 2 }, clock)];
    const order: number[] = [];

    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        makeCall(setup({ clock, paces }), async () => ({ value: order.push(index) })),
      ),
    );

    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(clock.now()).toBe(((1_000 - 10) / 2) * 1_000);
  });

  test("a call that is aborted in the queue is never sent", async () => {
    const clock = jumpingClock();
    const paces = [createPace({ burst: 1, perSecond: 1 }, clock)];
    const controller = new AbortController();
    const sent: string[] = [];
    const call = (name: string, signal?: AbortSignal) =>
      makeCall(setup({ clock, paces, signal }), async () => ({ value: sent.push(name) }));

    const calls = [call("first"), call("second", controller.signal), call("third")];
    controller.abort("enough");
    const outcomes = await Promise.allSettled(calls);

    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(sent).toEqual(["first", "third"]);
    expect(clock.now()).toBe(1_000);
  });

  test("a service that throttles all the same empties the reserve", async () => {
    const clock = jumpingClock();
    const paces = [createPace({ burst: 100, perSecond: 1 }, clock)];

    await makeCall(setup({ clock, paces, random: () => 0 }), async ({ number }) => {
      if (number === 1) throw throttled;
      return { value: "done" };
    });

    expect(clock.now()).toBe(1_000);
  });
});

/** What an attempt can come to, and whether trying again can do harm. */
const outcome = fc.oneof(
  fc.constant({ kind: "done" } as const),
  fc.record({
    kind: fc.constant("refused" as const),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constantFrom("unsure", "lost", "never arrived", "final") }),
);

function failureFor(kind: string, number: number, retryAfterMs?: number) {
  const requestId = `r-${number}`;
  if (kind === "refused")
    return answeredWith(failed, { status: 429, serviceCode: "ResourceThrottled", requestId, retryAfterMs });
  if (kind === "unsure") return answeredWith(failed, { status: 500, serviceCode: "InternalServerError" });
  if (kind === "final") return answeredWith(failed, { status: 404, serviceCode: "FlowNotExists" });
  return lostConnection(failed, { code: kind === "lost" ? "ECONNRESET" : "ECONNREFUSED" });
}

test("however the attempts end, the plan keeps to its budget and does no harm", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        script: fc.array(fc.tuple(outcome, fc.integer({ min: 0, max: 3_000 })), {
          minLength: 1,
          maxLength: 12,
        }),
        repeatable: fc.boolean(),
        maxAttempts: fc.integer({ min: 1, max: 10 }),
        timeoutMs: fc.option(fc.integer({ min: 1, max: 120_000 }), { nil: undefined }),
        luck: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      }),
      async ({ script, repeatable, maxAttempts, timeoutMs, luck }) => {
        const clock = jumpingClock();
        const made: { readonly kind: string; readonly failure?: Error }[] = [];
        const waits: { readonly delayMs: number; readonly asked: number }[] = [];
        const asked: number[] = [];

        const ended: unknown = await makeCall(
          setup({
            clock,
            repeatable,
            maxAttempts,
            timeoutMs,
            random: () => luck,
            watch: watchWith({
              onRetry: ({ delayMs }) => waits.push({ delayMs, asked: asked.at(-1) ?? 0 }),
            }),
          }),
          async ({ number }) => {
            const [{ kind, ...rest }, durationMs] = script[
              (number - 1) % script.length
            ] as (typeof script)[0];
            clock.advance(durationMs);
            if (kind === "done") {
              made.push({ kind });
              return { value: "done" };
            }
            const retryAfter = "retryAfterMs" in rest ? rest.retryAfterMs : undefined;
            asked.push(retryAfter ?? 0);
            const failure = failureFor(kind, number, retryAfter);
            made.push({ kind, failure });
            throw failure;
          },
        ).catch((failure: unknown) => failure);

        // Budget.
        expect(made.length).toBeLessThanOrEqual(maxAttempts);
        if (timeoutMs !== undefined) expect(clock.now()).toBeLessThan(timeoutMs + 3_000);
        expect(clock.pending).toBe(0);
        // Delays: never before the service wants it, and jitter within its bound.
        waits.forEach(({ delayMs, asked }, index) => {
          expect(asked).toBeLessThanOrEqual(60_000);
          expect(delayMs).toBeGreaterThanOrEqual(asked);
          expect(delayMs).toBeLessThanOrEqual(asked + Math.min(200 * 2 ** index, 20_000));
        });
        // No harm: after an attempt that may have had its effect there is no other one, unless that is harmless.
        const before = made.slice(0, -1).map(({ kind }) => kind);
        expect(before).not.toContain("done");
        expect(before).not.toContain("final");
        if (!repeatable) {
          expect(before).not.toContain("unsure");
          expect(before).not.toContain("lost");
        }
        // The end: the last attempt's, or the time's.
        const last = made.at(-1);
        const isTimeUp = (ended as { readonly code?: unknown })?.code === "TIMEOUT";
        if (!isTimeUp) expect(ended).toBe(last?.kind === "done" ? "done" : last?.failure);
      },
    ),
    { numRuns: 500 },
  );
});
