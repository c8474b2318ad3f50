import { performance } from "node:perf_hooks";
import { abortableSleep, type Clock, longestTimerMs } from "@fnfkit/sdk/runtime";

/** Calls back once, `delayMs` milliseconds from now or a little earlier; soon, when that is past. */
type SetTimer = (onFired: () => void, delayMs: number) => ReturnType<typeof setTimeout>;

const never = Number.POSITIVE_INFINITY;

/**
 * The system's clock with one timer for all that is set on it. It stays armed when a limit is lifted, since the next
 * invocation's is a later one: to set and clear a timer each would be a fifth of what wrapping costs.
 *
 * @param setTimer - what the timer is made by
 * @param elapsed - milliseconds since any moment, which nobody sets back
 */
export function oneTimerClock(setTimer: SetTimer, elapsed: () => number): Clock {
  const limits = new Set<{ readonly at: number; readonly onReached: () => void }>();
  let timer: ReturnType<SetTimer> | undefined;
  let firesAt = never;

  const armBy = (at: number) => {
    if (at >= firesAt) return;
    clearTimeout(timer);
    firesAt = at;
    timer = setTimer(fire, Math.min(at - elapsed(), longestTimerMs));
  };
  const fire = () => {
    firesAt = never;
    const inOrder = [...limits].sort((one, other) => one.at - other.at);
    try {
      for (const limit of inOrder) {
        if (limit.at > elapsed()) break;
        // One that was reached before may have lifted it.
        if (limits.delete(limit)) limit.onReached();
      }
    } finally {
      // Also when one threw: the others still hold.
      for (const { at } of limits) armBy(at);
    }
  };
  const setDeadline: Clock["setDeadline"] = (delayMs, onReached) => {
    const limit = { at: elapsed() + delayMs, onReached };
    limits.add(limit);
    timer?.ref();
    armBy(limit.at);
    return () => {
      // A process that waits for nothing else may end.
      if (limits.delete(limit) && limits.size === 0) timer?.unref();
    };
  };
  return {
    now: () => Date.now(),
    sleep: (delayMs, signal) => abortableSleep(setDeadline, delayMs, signal),
    setDeadline,
  };
}

/** The clock of all invocations of an instance. Its timer is taken now: fake ones, put in later, would go by other time. */
export const instanceClock: Clock = oneTimerClock(setTimeout, () => performance.now());
