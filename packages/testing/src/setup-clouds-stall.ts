import type { Clock } from "@fnfkit/sdk/runtime";
import { type Clouds, functionLabel } from "./clouds/index.ts";

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
 * The clouds' time for clients. A client that sleeps on it, between two looks at a job for instance, while time cannot pass
 * gets an error that says why, as a long poll does.
 */
export function clientClock({ world: { clock }, functions, stalledAfterMs }: Clouds): Clock {
  return {
    now: () => clock.now(),
    setDeadline: (...deadline) => clock.setDeadline(...deadline),
    async sleep(delayMs, signal) {
      const giveUp = new AbortController();
      const abort = () => giveUp.abort(signal?.reason);
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort);
      const slept = clock.sleep(delayMs, giveUp.signal);
      try {
        await orStalled(slept, {
          afterMs: stalledAfterMs,
          progress: () => clock.now(),
          stalled: () =>
            new Error(
              `Failed to let ${delayMs} ms pass for a client: time stands still. ${whyTimeStands(functions)}`,
            ),
        });
      } finally {
        signal?.removeEventListener("abort", abort);
        giveUp.abort();
        // Given up, it is rejected with what nobody waits for any more.
        slept.catch(() => {});
      }
    },
  };
}

/** Why time does not pass by itself although somebody waits, and what a test can do about it. */
export function whyTimeStands(functions: Clouds["functions"]): string {
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
