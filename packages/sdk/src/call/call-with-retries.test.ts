import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { isAbortError, isTimeoutError } from "../errors/index.ts";
import { callWithRetries } from "./call-with-retries.ts";

const always = () => true;
const half = () => 0.5;
const options = () => ({ clock: jumpingClock(), what: "call it", retry: always, random: half });

test("a call that succeeds is made once", async () => {
  const attempt = vi.fn(async () => "done");

  await expect(callWithRetries(options(), attempt)).resolves.toBe("done");

  expect(attempt).toHaveBeenCalledTimes(1);
});

test("a call is made again, after a growing delay, until it succeeds", async () => {
  const { clock, ...rest } = options();

  const result = callWithRetries({ clock, ...rest }, async ({ number }) => {
    if (number < 4) throw new Error("not yet");
    return number;
  });

  await expect(result).resolves.toBe(4);
  expect(clock.sleeps).toEqual([100, 200, 400]);
});

test("after the last attempt the last failure is thrown", async () => {
  const result = callWithRetries({ ...options(), maxAttempts: 3 }, async ({ number }) => {
    throw new Error(`failure ${number}`);
  });

  await expect(result).rejects.toThrow("failure 3");
});

test("a failure that will not pass is thrown at once", async () => {
  const { clock, ...rest } = options();

  const result = callWithRetries({ ...rest, clock, retry: () => false }, async () => {
    throw new Error("for good");
  });

  await expect(result).rejects.toThrow("for good");
  expect(clock.sleeps).toEqual([]);
});

test("when there is no time for another attempt, the failure is thrown rather than a time-out", async () => {
  const result = callWithRetries({ ...options(), timeoutMs: 250 }, async ({ number }) => {
    throw new Error(`failure ${number}`);
  });

  await expect(result).rejects.toThrow("failure 2");
});

test("an attempt that outlasts the time is given up and told so", async () => {
  const { clock, ...rest } = options();
  let told: AbortSignal | undefined;

  const result = callWithRetries({ ...rest, clock, timeoutMs: 1000 }, ({ signal }) => {
    told = signal;
    return new Promise(() => {});
  });
  clock.advance(1000);

  await expect(result).rejects.toSatisfy(isTimeoutError);
  expect(told?.aborted).toBe(true);
});

test("no attempt is made when there is no time at all", async () => {
  const attempt = vi.fn(async () => "done");

  await expect(callWithRetries({ ...options(), timeoutMs: 0 }, attempt)).rejects.toSatisfy(isTimeoutError);

  expect(attempt).not.toHaveBeenCalled();
});

test("an abort during an attempt wins over whatever the attempt says", async () => {
  const controller = new AbortController();

  const result = callWithRetries({ ...options(), signal: controller.signal }, async () => {
    controller.abort("enough");
    throw new Error("connection reset");
  });

  await expect(result).rejects.toSatisfy((error) => isAbortError(error) && error.cause === "enough");
});

test("an abort during back-off ends it", async () => {
  const controller = new AbortController();
  const clock = {
    ...jumpingClock(),
    sleep: (_: number, signal?: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("woken")));
        controller.abort("enough");
      }),
  };

  const result = callWithRetries({ ...options(), clock, signal: controller.signal }, async () => {
    throw new Error("not yet");
  });

  await expect(result).rejects.toSatisfy((error) => isAbortError(error) && error.cause === "enough");
});

test("a signal aborted beforehand means that nothing is called", async () => {
  const attempt = vi.fn(async () => "done");

  const result = callWithRetries({ ...options(), signal: AbortSignal.abort("early") }, attempt);

  await expect(result).rejects.toSatisfy((error) => isAbortError(error) && error.cause === "early");
  expect(attempt).not.toHaveBeenCalled();
});

test("however it goes, it ends in time, and leaves no timer", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async (timeoutMs, maxAttempts, successAt, luck) => {
        const clock = jumpingClock();
        let attempts = 0;

        const outcome = await callWithRetries(
          { clock, what: "call it", retry: always, random: () => luck, timeoutMs, maxAttempts },
          async ({ number }) => {
            attempts = number;
            if (number < successAt) throw new Error("not yet");
            return "done";
          },
        ).catch((error: Error) => error.message);

        expect(outcome).toBe(attempts === successAt ? "done" : "not yet");
        expect(attempts).toBeLessThanOrEqual(Math.min(maxAttempts, successAt));
        expect(clock.now()).toBeLessThan(timeoutMs);
        expect(clock.pending).toBe(0);
      },
    ),
  );
});
