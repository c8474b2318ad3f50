import { isServiceError } from "../errors/service-error.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { type LimitOptions, withLimits } from "./with-limits.ts";

/** What {@link callWithRetries} takes. */
export interface RetryOptions extends LimitOptions {
  /** Whether to try again after this failure; see `mayRetry`. */
  readonly retry: (failure: unknown) => boolean;
  /** How often to try, the first time included. Default 6, about six seconds of back-off at most. */
  readonly maxAttempts?: number | undefined;
  /** Where the jitter comes from. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Told before each wait: which attempt failed, from 1, with what, and how long the next one is waited for. */
  readonly onRetry?: ((number: number, failure: unknown, delayMs: number) => void) | undefined;
}

/** One of several tries. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** Aborted when the call is no longer wanted; absent when nothing can end it. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds left; `Infinity` without a limit. */
  leftMs(): number;
}

const unlimited: Omit<Attempt, "number"> = { leftMs: () => Number.POSITIVE_INFINITY };

// Whoever would wait longer than this had better be told.
const longestAskedMs = 60_000;

/**
 * Calls a cloud, and again after failures that may pass, with full jitter between the attempts.
 *
 * A service that says when to come back is not asked before; one that says later than in a minute, not at all. When the next
 * attempt could not start before the time is up, the last failure is thrown at once.
 *
 * @throws AbortError when `signal` is aborted, also during back-off
 * @throws TimeoutError when `timeoutMs` have passed during an attempt
 */
export function callWithRetries<T>(
  options: RetryOptions,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs = Number.POSITIVE_INFINITY } = options;
  // Nothing can end most calls, and what could is a good part of the work that a call makes.
  return signal === undefined && timeoutMs === Number.POSITIVE_INFINITY
    ? attempts(options, attempt, unlimited)
    : withLimits(options, (limits) => attempts(options, attempt, limits));
}

async function attempts<T>(
  { clock, retry, onRetry, maxAttempts = 6, random = Math.random }: RetryOptions,
  attempt: (attempt: Attempt) => Promise<T>,
  { signal, leftMs }: Omit<Attempt, "number">,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt({ number, signal, leftMs });
    } catch (failure) {
      if (signal?.aborted || number >= maxAttempts || !retry(failure)) throw failure;
      const askedMs = (isServiceError(failure) && failure.retryAfterMs) || 0;
      const delayMs = askedMs + retryDelayMs(number, random);
      if (askedMs > longestAskedMs || delayMs >= leftMs()) throw failure;
      onRetry?.(number, failure, delayMs);
      await clock.sleep(delayMs, signal);
    }
  }
}
