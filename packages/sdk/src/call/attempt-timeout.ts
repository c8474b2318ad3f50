import { longestTimerMs } from "../runtime/longest-timer.ts";

// The vendor's clients get limits of their own a little longer than ours.
const longestMs = longestTimerMs - 60_000;

/** A limit of an attempt that a timer can have: at least 1 ms, at most 24 days, also where there is to be none. */
export function attemptTimeout(timeoutMs: number): number {
  return Math.min(Math.max(timeoutMs, 1), longestMs);
}
