import { retryDelayMs } from "./retry-delay.ts";
import { type LimitOptions, type Limits, withLimits } from "./with-limits.ts";

/** What {@link callWithRetries} takes. */
export interface RetryOptions extends LimitOptions {
  /** Whether to try again after this failure; see `mayRetry`. */
  readonly retry: (failure: unknown) => boolean;
  /** How often to try, the first time included. Default 6, about six seconds of back-off at most. */
  readonly maxAttempts?: number | undefined;
  /** Where the jitter comes from. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** One of several tries. */
export interface Attempt extends Limits {
  /** From 1. */
  readonly number: number;
}

/**
 * Calls a cloud, and again after failures that may pass, with full jitter between the attempts.
 *
 * When the next attempt could not start before the time is up, the last failure is thrown at once.
 *
 * @throws AbortError when `signal` is aborted, also during back-off
 * @throws TimeoutError when `timeoutMs` have passed during an attempt
 */
export function callWithRetries<T>(
  options: RetryOptions,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { clock, retry, maxAttempts = 6, random = Math.random } = options;
  return withLimits(options, async ({ signal, leftMs }) => {
    for (let number = 1; ; number++) {
      try {
        return await attempt({ number, signal, leftMs });
      } catch (failure) {
        if (signal.aborted || number >= maxAttempts || !retry(failure)) throw failure;
        const delayMs = retryDelayMs(number, random);
        if (delayMs >= leftMs()) throw failure;
        await clock.sleep(delayMs, signal);
      }
    }
  });
}
