/** How often something may happen: `burst` times at once, and `perSecond` times a second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

// A quota that is full again at a moment must not miss it by a rounding.
const tolerance = 1e-9;

/** Counts what a rate allows. It is full at first. */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #now: () => number;
  #level: number;
  #filledAt: number;

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
    this.#level = rate.burst;
    this.#filledAt = now();
  }

  /** Takes a token, unless there is none. */
  take(): boolean {
    this.#fill();
    if (this.#level < 1 - tolerance) return false;
    this.#level--;
    return true;
  }

  /** Takes the next token, even if it is still to come, and says how many milliseconds that takes. */
  takeNext(): number {
    this.#fill();
    this.#level--;
    return this.#level > -tolerance
      ? 0
      : Math.ceil((-this.#level / this.#rate.perSecond) * 1_000 - tolerance);
  }

  #fill(): void {
    const now = this.#now();
    const { burst, perSecond } = this.#rate;
    this.#level = Math.min(burst, this.#level + ((now - this.#filledAt) / 1_000) * perSecond);
    this.#filledAt = now;
  }
}
