import { AbortError } from "../../src/errors/index.ts";
import type { Clock } from "../../src/runtime/index.ts";

/** A clock on which every sleep is over at once, and whose limits are reached by sleeping or by `advance`. */
export interface JumpingClock extends Clock {
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: readonly number[];
  /** How many limits are set. */
  readonly pending: number;
  advance(ms: number): void;
}

export function jumpingClock(): JumpingClock {
  let now = 0;
  const sleeps: number[] = [];
  const limits = new Set<{ readonly at: number; readonly reached: () => void }>();
  const advance = (ms: number) => {
    now += ms;
    for (const limit of [...limits].filter(({ at }) => at <= now)) {
      limits.delete(limit);
      limit.reached();
    }
  };
  return {
    sleeps,
    get pending() {
      return limits.size;
    },
    advance,
    now: () => now,
    async sleep(ms, signal) {
      if (signal?.aborted) throw new AbortError(signal.reason);
      sleeps.push(ms);
      advance(ms);
    },
    setDeadline(ms, reached) {
      const limit = { at: now + ms, reached };
      limits.add(limit);
      return () => limits.delete(limit);
    },
  };
}
