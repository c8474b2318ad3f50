import { AbortError } from "../errors/abort-error.ts";

/**
 * Sleeps by a clock's own timer.
 *
 * @param setTimer - calls back after `delayMs` unless what it returns was called before
 * @throws AbortError as soon as `signal` is aborted, `cause` being its reason
 */
export function abortableSleep(
  setTimer: (delayMs: number, onReached: () => void) => () => void,
  delayMs: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new AbortError(signal.reason));
      return;
    }
    const aborted = () => {
      cancel();
      reject(new AbortError(signal?.reason));
    };
    const cancel = setTimer(delayMs, () => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    });
    signal?.addEventListener("abort", aborted, { once: true });
  });
}
