import { AbortError } from "../errors/abort-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import type { Clock } from "../runtime/clock.ts";
import { onAbort } from "./on-abort.ts";

/** What {@link withLimits} gives the work it runs. */
export interface Limits {
  /** Aborted when the work is no longer wanted: the caller aborted it, or its time is up. The reason is what is thrown. */
  readonly signal: AbortSignal;
  /** Milliseconds left; `Infinity` without a limit. */
  leftMs(): number;
}

/** What {@link withLimits} takes. */
export interface LimitOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  /** What is being done, for the message: the words after "Failed to". */
  readonly what: string;
}

/**
 * Runs `work` until the caller's signal is aborted or the time is up, whether or not the work itself takes notice.
 *
 * @throws AbortError when `signal` is aborted, whatever the work threw; `cause` is the signal's reason
 * @throws TimeoutError when `timeoutMs` have passed
 */
export async function withLimits<T>(options: LimitOptions, work: (limits: Limits) => Promise<T>): Promise<T> {
  const { clock, signal, timeoutMs = Number.POSITIVE_INFINITY, what } = options;
  const timedOut = () =>
    new TimeoutError(
      `Failed to ${what}: not done within ${timeoutMs} ms. Allow more time, or look at what it waits for.`,
      { timeoutMs },
    );
  if (signal?.aborted) throw new AbortError(signal.reason);
  if (timeoutMs <= 0) throw timedOut();

  const controller = new AbortController();
  const endsAt = clock.now() + timeoutMs;
  let cancelDeadline = () => {};
  let stop = (_reason: Error) => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      controller.abort(reason);
      reject(reason);
    };
  });
  if (timeoutMs !== Number.POSITIVE_INFINITY) {
    cancelDeadline = clock.setDeadline(timeoutMs, () => stop(timedOut()));
  }
  const forget = signal && onAbort(signal, () => stop(new AbortError(signal.reason)));
  try {
    const limits = { signal: controller.signal, leftMs: () => Math.max(endsAt - clock.now(), 0) };
    return await Promise.race([stopped, work(limits)]);
  } catch (failure) {
    if (signal?.aborted) throw new AbortError(signal.reason);
    throw controller.signal.aborted ? controller.signal.reason : failure;
  } finally {
    cancelDeadline();
    forget?.();
  }
}
