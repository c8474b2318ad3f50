import { AbortError } from "../errors/abort-error.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";
import type { Clock } from "../runtime/clock.ts";

/** How often something may be done: a reserve, and how fast it fills again. */
export interface Rate {
  /** How many may be done at once, from 1. */
  readonly burst: number;
  /** How many more every second, above 0. */
  readonly perSecond: number;
}

/** Lets callers pass one after another, no faster than a rate. */
export interface Pace {
  /**
   * Resolves when it is the caller's turn.
   *
   * @throws AbortError when `signal` is aborted before
   */
  turn(signal?: AbortSignal): Promise<void>;
  /** The service says that the reserve is used up: somebody else draws on it too. */
  usedUp(): void;
}

/** @throws ConfigurationError when nobody would ever pass at this rate */
export function createPace({ burst, perSecond }: Rate, clock: Clock): Pace {
  if (!(burst >= 1 && perSecond > 0)) {
    throw new ConfigurationError(
      `Failed to keep to a rate: with burst ${burst} and perSecond ${perSecond} nothing would ever be sent. Give a burst of at least 1 and more than 0 per second.`,
    );
  }
  let left = burst;
  let filledAt = clock.now();
  let last: Promise<unknown> = Promise.resolve();

  const fill = () => {
    const now = clock.now();
    // A clock that is set back takes nothing away.
    left = Math.min(burst, left + (Math.max(now - filledAt, 0) / 1_000) * perSecond);
    filledAt = now;
  };
  async function take(signal?: AbortSignal): Promise<void> {
    for (fill(); left < 1 && !signal?.aborted; fill()) {
      await clock.sleep(Math.ceil(((1 - left) / perSecond) * 1_000), signal);
    }
    // Whoever has gone away leaves his turn to the next.
    if (signal?.aborted) throw new AbortError(signal.reason);
    left--;
  }

  return {
    turn(signal) {
      const turn = last.then(() => take(signal));
      // A turn that was given up is its owner's failure, not that of those behind.
      last = turn.catch(() => {});
      return turn;
    },
    usedUp() {
      left = 0;
      filledAt = clock.now();
    },
  };
}
