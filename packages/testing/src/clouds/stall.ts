import type { Clock } from "@fnfkit/sdk/runtime";
import { type FunctionCompute, functionLabel } from "./fc/index.ts";

/**
 * Waits for something, but not for ever: when `progress` has stood still for `afterMs` of real time (0: never), what is
 * waited for is given up.
 *
 * @throws Error `stalled()`
 */
export async function orStalled<T>(
  work: Promise<T>,
  {
    afterMs,
    progress,
    stalled,
  }: {
    readonly afterMs: number;
    readonly progress: () => unknown;
    readonly stalled: () => Error;
  },
): Promise<T> {
  if (afterMs === 0) return work;
  let timer: NodeJS.Timeout | undefined;
  let seen = progress();
  const given = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const now = progress();
      if (now === seen) reject(stalled());
      seen = now;
    }, afterMs);
  });
  try {
    return await Promise.race([work, given]);
  } finally {
    clearInterval(timer);
  }
}

/**
 * Sleeps on a clock, but not for ever.
 *
 * @param orStalled - gives up what stands still
 * @throws AbortError as soon as `signal` is aborted
 */
export async function sleepOrStalled(
  clock: Pick<Clock, "sleep">,
  delayMs: number,
  signal: AbortSignal | undefined,
  orStalled: (work: Promise<void>) => Promise<void>,
): Promise<void> {
  const giveUp = new AbortController();
  const abort = () => giveUp.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  const slept = clock.sleep(delayMs, giveUp.signal);
  try {
    await orStalled(slept);
  } finally {
    signal?.removeEventListener("abort", abort);
    giveUp.abort();
    // Given up, it is rejected with what nobody waits for any more.
    slept.catch(() => {});
  }
}

/** Why time does not pass by itself although somebody waits, and what a test can do about it. */
export function whyTimeStands(functions: Pick<FunctionCompute, "all">): string {
  const sentences = functions.all().flatMap(({ target, calls, settings: { timeoutSeconds } }) =>
    calls
      .filter(({ outcome }) => outcome === undefined)
      .map(({ jobId }) => {
        const job = jobId === undefined ? "" : ` (job "${jobId}")`;
        const stop = jobId === undefined ? "" : "stop its job, or ";
        return `Function "${functionLabel(target)}"${job} has not ended. Let it end, ${stop}let its time-out pass with clouds.clock.advance("${timeoutSeconds}s").`;
      }),
  );
  if (sentences.length === 0) {
    sentences.push(
      `No function runs, so what is due next is a limit, or the clock is a manual one. Let time pass with clouds.clock.advance("2h").`,
    );
  }
  return `${sentences.join(" ")} If something is busy in real time, give it more with setupClouds({ stalledAfterMs }).`;
}
