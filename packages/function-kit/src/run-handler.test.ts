import { describe, expect, test } from "vitest";
import { jumpingClock } from "../../sdk/test/support/jumping-clock.ts";
import { deadlineOf } from "./deadline.ts";
import { runHandler } from "./run-handler.ts";

describe("the deadline", () => {
  test.each<[string, unknown, number, object | undefined]>([
    ["leaves a margin for the report", 60, 1_000, { handlerMs: 59_000, reportBy: 59_900, endBy: 59_900 }],
    ["leaves the handler half its time at least", 1, 5_000, { handlerMs: 500, reportBy: 950, endBy: 950 }],
    ["is read from text too", "60", 1_000, { handlerMs: 59_000, reportBy: 59_900, endBy: 59_900 }],
    ["is none without a time-out", undefined, 1_000, undefined],
    ["is none when the time-out is no number", "soon", 1_000, undefined],
    ["is none when the time-out is 0", 0, 1_000, undefined],
  ])("%s", (_, timeout, marginMs, deadline) => {
    const context = { requestId: "r-1", function: { timeout: timeout as number } };

    expect(deadlineOf(context, jumpingClock(), { marginMs, hasHook: false })).toEqual(deadline);
  });

  test("leaves half of the margin to a hook that keeps what was not delivered", () => {
    const context = { requestId: "r-1", function: { timeout: 60 } };

    expect(deadlineOf(context, jumpingClock(), { marginMs: 1_000, hasHook: true })).toEqual({
      ...{ handlerMs: 59_000, reportBy: 59_500, endBy: 59_900 },
    });
  });
});

describe("a handler", () => {
  const limits = (stop?: AbortSignal) => {
    const clock = jumpingClock();
    return {
      name: "audit",
      clock,
      deadline: { handlerMs: 59_000, reportBy: 59_900, endBy: 59_900 },
      abort: new AbortController(),
      signal: stop,
    };
  };
  const never = () => new Promise<never>(() => {});

  test("that is done in time leaves no limit behind", async () => {
    const given = limits();

    expect(await runHandler(given, async () => "done")).toBe("done");
    expect(given.clock.pending).toBe(0);
  });

  test("that fails leaves none either", async () => {
    const given = limits();

    await expect(runHandler(given, () => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);
    expect(given.clock.pending).toBe(0);
  });

  test("whose time is up is given up, and told so", async () => {
    const given = limits();
    let told: unknown;

    const { signal } = given.abort;
    const ended = runHandler(given, () => {
      signal.addEventListener("abort", () => {
        told = signal.reason;
      });
      return never();
    });
    given.clock.advance(59_000);

    await expect(ended).rejects.toMatchObject({ name: "FunctionDeadlineExceeded" });
    await expect(ended).rejects.toBe(told);
  });

  test("that fails after its time is up fails nobody", async () => {
    const given = limits();
    let fail = (_: Error) => {};

    const ended = runHandler(
      given,
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    given.clock.advance(59_000);
    fail(new Error("too late"));

    await expect(ended).rejects.toMatchObject({ name: "FunctionDeadlineExceeded" });
  });

  test("that was stopped is told so and decides itself what becomes of it", async () => {
    const stop = new AbortController();

    const given = limits(stop.signal);
    const ended = runHandler(given, async () => {
      stop.abort("no longer wanted");
      return given.abort.signal.reason;
    });

    expect(await ended).toBe("no longer wanted");
  });

  test("that was stopped before it began is told so at once", async () => {
    const given = limits(AbortSignal.abort("stopped"));

    expect(await runHandler(given, async () => given.abort.signal.aborted)).toBe(true);
  });

  test("whose instance ends is given up, and told so", async () => {
    const instance = new AbortController();
    const given = { ...limits(), ending: instance.signal };

    const ended = runHandler(given, never);
    instance.abort(new RangeError("the end"));

    await expect(ended).rejects.toThrow(RangeError);
    expect(given.clock.pending).toBe(0);
  });

  test("without a deadline takes its time", async () => {
    const clock = jumpingClock();

    const unlimited = { name: "audit", clock, deadline: undefined, abort: new AbortController() };
    const ended = runHandler(unlimited, async () => {
      await clock.sleep(86_400_000);
      return "done";
    });

    expect(await ended).toBe("done");
  });
});
