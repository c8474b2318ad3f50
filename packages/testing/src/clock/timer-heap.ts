/** Something due at a time. */
export interface Timer {
  readonly time: number;
  /** A limit is reached after whatever else is due at the same time: a wait as long as its step's time-out still ends well. */
  readonly limit: boolean;
  /** Ascending: who came first is due first. */
  readonly order: number;
  readonly run: () => void;
  /** Where its heap has it. Written by that heap alone; -1 before. */
  position: number;
}

/** Timers by when they are due. Any of them can be taken out again, so that time-outs never reached leave nothing behind. */
export class TimerHeap {
  // No map from timers to positions beside it: V8 links a map's old table to the new one whenever a map grows, and an old
  // table that is yet to be collected keeps whatever timers came later, with all they hold.
  readonly #timers: Timer[] = [];

  /** The one that is due first. */
  get first(): Timer | undefined {
    return this.#timers[0];
  }

  get size(): number {
    return this.#timers.length;
  }

  add(timer: Timer): void {
    this.#rise(this.#timers.length, timer);
  }

  /** Takes a timer out; nothing happens when it is not in. */
  remove(timer: Timer): void {
    const hole = timer.position;
    if (this.#timers[hole] !== timer) return;
    const last = this.#timers.pop() as Timer;
    if (last === timer) return;
    const parent = this.#timers[(hole - 1) >> 1];
    if (hole > 0 && parent !== undefined && isBefore(last, parent)) this.#rise(hole, last);
    else this.#sink(hole, last);
  }

  clear(): void {
    this.#timers.length = 0;
  }

  #rise(from: number, timer: Timer): void {
    let hole = from;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = this.#timers[above] as Timer;
      if (isBefore(parent, timer)) break;
      this.#place(hole, parent);
      hole = above;
    }
    this.#place(hole, timer);
  }

  #sink(from: number, timer: Timer): void {
    let hole = from;
    for (;;) {
      const left = 2 * hole + 1;
      const leftTimer = this.#timers[left];
      if (leftTimer === undefined) break;
      const rightTimer = this.#timers[left + 1];
      const isRight = rightTimer !== undefined && isBefore(rightTimer, leftTimer);
      const below = isRight ? rightTimer : leftTimer;
      if (isBefore(timer, below)) break;
      this.#place(hole, below);
      hole = isRight ? left + 1 : left;
    }
    this.#place(hole, timer);
  }

  #place(position: number, timer: Timer): void {
    this.#timers[position] = timer;
    timer.position = position;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.limit !== b.limit) return b.limit;
  return a.order < b.order;
}
