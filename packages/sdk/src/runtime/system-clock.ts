import { abortableSleep } from "./abortable-sleep.ts";
import type { Clock } from "./clock.ts";
import { longestTimerMs } from "./longest-timer.ts";

/** The clock on the wall: real timers, which keep the process alive while somebody sleeps on them. */
export const systemClock: Clock = {
  now: () => Date.now(),

  sleep: (delayMs, signal) => abortableSleep(timer, delayMs, signal),
  setDeadline: timer,
};

function timer(delayMs: number, onReached: () => void): () => void {
  let handle: ReturnType<typeof setTimeout>;
  const arm = (leftMs: number) => {
    handle = setTimeout(
      () => (leftMs > longestTimerMs ? arm(leftMs - longestTimerMs) : onReached()),
      Math.min(Math.max(leftMs, 0), longestTimerMs),
    );
  };
  arm(delayMs);
  return () => clearTimeout(handle);
}
