/**
 * Where time comes from. Everything in fnfkit that waits does so on a clock, so that a test can own time without
 * patching any global. The default is the system's.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves after `delayMs` milliseconds; rejects with `AbortError` as soon as `signal` is aborted.
   * A virtual clock may jump over it: use it for back-off and polling.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `onReached` after `delayMs` milliseconds unless the returned function was called before.
   * A virtual clock never jumps there for its own sake: use it for limits.
   */
  setDeadline(delayMs: number, onReached: () => void): () => void;
}
