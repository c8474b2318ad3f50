import { setImmediate as macrotask } from "node:timers/promises";
import { abortableSleep, type Clock, longestTimerMs } from "@fnfkit/sdk/runtime";
import { type Duration, milliseconds } from "./duration.ts";
import { type Timer, TimerHeap } from "./timer-heap.ts";

/**
 * Whether time jumps by itself when there is nothing else to do, passes only when told to, or passes as it does on the wall.
 */
export type ClockMode = "auto" | "manual" | "real";

export interface VirtualClockOptions {
  /** The time it starts at, in milliseconds since the Unix epoch. */
  readonly now: number;
  /** Default `auto`. */
  readonly mode?: ClockMode;
  /** With `real`: how many times as fast as on the wall time passes. Default 1. */
  readonly speed?: number;
}

/** What is due first, and where it stands. */
interface Due {
  readonly heap: TimerHeap;
  readonly first: Timer;
}

// How much real time `advance` gives to functions that run before it takes them for hanging and goes on.
const patienceMs = 500;

/**
 * Time that costs nothing, unless it is to be real.
 *
 * In `auto` mode it jumps to whatever is due next, but only while somebody waits for a result (see {@link waitAtMost} and
 * {@link attend}), nothing is busy, and what is due next is not a limit. A limit may be beaten by what a test is about to
 * do, so only {@link advance} crosses one.
 */
export class VirtualClock implements Clock {
  readonly #start: number;
  readonly #mode: ClockMode;
  readonly #timers = new TimerHeap();
  // How long callers are willing to wait: no reason for time to move, and none for it to stand still.
  readonly #patience = new TimerHeap();
  readonly #attendants = new Set<object>();
  // The attendants who may be there already: tests that ask for a pending task, so hardly ever more than one.
  readonly #watchful = new Map<object, () => boolean>();
  // What ends the waits: time never jumps there.
  readonly #waits = new TimerHeap();
  #now: number;
  #order = 0;
  #busy = 0;
  // How many of the busy were found hanging and are no longer waited for.
  #hanging = 0;
  #advancing = 0;
  #advanced: Promise<void> = Promise.resolve();
  #checkQueued = false;
  readonly #speed: number;
  // In real mode: when the wall's clock was last read, and what wakes this one.
  #readAt = performance.now();
  #alarm: NodeJS.Timeout | undefined;

  constructor({ now, mode = "auto", speed = 1 }: VirtualClockOptions) {
    this.#start = now;
    this.#now = now;
    this.#mode = mode;
    this.#speed = speed;
  }

  now(): number {
    if (this.#mode === "real") this.#readWall();
    return this.#now;
  }

  /** Resolves after `delayMs`. Whoever sleeps waits for a result: in `auto` mode time jumps. */
  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    const leave = this.attend();
    try {
      await this.unattended.sleep(delayMs, signal);
    } finally {
      leave();
    }
  }

  /**
   * Calls `onReached` after `delayMs` unless the returned function was called before. It is a caller's own limit: time
   * never jumps to it, but passes it on its way to something later.
   */
  setDeadline(delayMs: number, onReached: () => void): () => void {
    const timer = this.#timer(delayMs, true, onReached);
    this.#patience.add(timer);
    if (this.#mode === "real") this.#queueCheck();
    return () => this.#patience.remove(timer);
  }

  /** Calls `run` after `delayMs` unless the returned function was called before. Time may jump to it. */
  schedule(delayMs: number, run: () => void): () => void {
    return this.#add(delayMs, false, run);
  }

  /**
   * The same time for those who work inside the clouds: their sleeping alone makes no time pass, and time does not pass
   * their limits by itself.
   */
  readonly unattended: Clock = {
    now: () => this.now(),
    setDeadline: (delayMs, onReached) => this.#add(delayMs, true, onReached),
    sleep: (delayMs, signal) =>
      abortableSleep((ms, onReached) => this.schedule(ms, onReached), delayMs, signal),
  };

  /**
   * Somebody waits for a result from now on, until the returned function is called. Time does not jump while `isThere` holds:
   * he is to see what he waits for before anything else happens.
   */
  attend(isThere?: () => boolean): () => void {
    const attendant = {};
    this.#attendants.add(attendant);
    if (isThere !== undefined) this.#watchful.set(attendant, isThere);
    this.#queueCheck();
    return () => {
      this.#attendants.delete(attendant);
      this.#watchful.delete(attendant);
      this.#queueCheck();
    };
  }

  /**
   * Somebody waits for a result until the returned function is called, or `onExpired` after `delayMs`. Time never jumps
   * to that end; when it passed it on its way, `onExpired` is called once nothing is busy any more.
   */
  waitAtMost(delayMs: number, onExpired: () => void): () => void {
    const wait = this.#timer(delayMs, false, onExpired);
    this.#waits.add(wait);
    this.#queueCheck();
    return () => this.#waits.remove(wait);
  }

  /** Something is being done (a request answered, a function run): time stands still until {@link leave}. */
  enter(): void {
    this.#busy++;
  }

  /** What {@link enter} announced is done, or waits for this clock. */
  leave(): void {
    this.#busy--;
    this.#hanging = Math.min(this.#hanging, this.#busy);
    this.#queueCheck();
  }

  /**
   * Lets time pass: whatever becomes due is done in order, limits too, and each time what follows from it.
   *
   * @example
   * await clouds.clock.advance("2h");
   */
  advance(duration: Duration): Promise<void> {
    const delayMs = milliseconds(duration);
    this.#advancing++;
    this.#advanced = this.#advanced.then(() => this.#advanceTo(this.#now + delayMs));
    return this.#advanced;
  }

  /** How many things are due at some time: waits, limits, and what callers are willing to wait. */
  get timers(): number {
    return this.#timers.size + this.#patience.size;
  }

  /** Forgets everything that was due and goes back to where it started. */
  reset(): void {
    this.#timers.clear();
    this.#patience.clear();
    this.#waits.clear();
    this.#attendants.clear();
    this.#watchful.clear();
    clearTimeout(this.#alarm);
    this.#now = this.#start;
    this.#readAt = performance.now();
    this.#order = 0;
  }

  #timer(delayMs: number, limit: boolean, run: () => void): Timer {
    const time = this.now() + Math.max(0, delayMs);
    return { time, limit, order: this.#order++, run, position: -1 };
  }

  #add(delayMs: number, limit: boolean, run: () => void): () => void {
    const timer = this.#timer(delayMs, limit, run);
    this.#timers.add(timer);
    this.#queueCheck();
    return () => {
      this.#timers.remove(timer);
      if (limit) this.#queueCheck();
    };
  }

  async #advanceTo(target: number): Promise<void> {
    for (;;) {
      await this.#settle();
      const due = this.#firstDue();
      if (due === undefined || due.first.time > target) break;
      this.#runDue(due);
    }
    this.#now = Math.max(this.#now, target);
    this.#endExpiredWaits();
    await this.#settle();
    this.#advancing--;
    this.#queueCheck();
  }

  async #settle(): Promise<void> {
    const patienceEnds = performance.now() + patienceMs;
    do await macrotask();
    while (this.#busy > this.#hanging && performance.now() < patienceEnds);
    this.#hanging = this.#busy;
  }

  // On a macrotask, so that the microtasks of whoever was just answered run first.
  #queueCheck(): void {
    if (this.#mode === "manual" || this.#checkQueued) return;
    this.#checkQueued = true;
    setImmediate(this.#checkNow);
  }

  readonly #checkNow = (): void => {
    this.#checkQueued = false;
    this.#check();
  };

  #readWall(): void {
    // Whole milliseconds only: the rest is kept for the next time.
    const passed = Math.floor((performance.now() - this.#readAt) * this.#speed);
    this.#now += passed;
    this.#readAt += passed / this.#speed;
  }

  #runReal(): void {
    this.#readWall();
    for (
      let due = this.#firstDue();
      due !== undefined && due.first.time <= this.#now;
      due = this.#firstDue()
    ) {
      this.#runDue(due);
    }
    this.#endExpiredWaits();
    this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const never = Number.POSITIVE_INFINITY;
    const next = Math.min(this.#firstDue()?.first.time ?? never, this.#waits.first?.time ?? never);
    if (next === never) return;
    const delayMs = Math.min((next - this.#now) / this.#speed, longestTimerMs);
    // Whoever is served keeps the process alive; what is due does not.
    this.#alarm = setTimeout(() => this.#runReal(), Math.max(1, Math.ceil(delayMs))).unref();
  }

  #check(): void {
    if (this.#mode === "real") {
      this.#runReal();
      return;
    }
    if (this.#busy > 0 || this.#advancing > 0 || this.#endExpiredWaits()) return;
    const next = this.#timers.first;
    if (next === undefined || next.limit || this.#attendants.size + this.#waits.size === 0) return;
    for (const isThere of this.#watchful.values()) if (isThere()) return;
    const due = this.#firstDue();
    if (due !== undefined) this.#runDue(due);
    this.#queueCheck();
  }

  #firstDue(): Due | undefined {
    const [patience, timer] = [this.#patience.first, this.#timers.first];
    if (patience !== undefined && (timer === undefined || patience.time < timer.time)) {
      return { heap: this.#patience, first: patience };
    }
    return timer && { heap: this.#timers, first: timer };
  }

  // Everything of one time and kind; what that adds for the same time runs after its consequences.
  #runDue({ heap, first: { time, limit } }: Due): void {
    this.#now = Math.max(this.#now, time);
    const end = this.#order;
    for (;;) {
      const next = heap.first;
      if (next === undefined || next.time !== time || next.limit !== limit || next.order >= end) return;
      heap.remove(next);
      next.run();
    }
  }

  #endExpiredWaits(): boolean {
    const end = this.#order;
    let anyExpired = false;
    for (let wait = this.#waits.first; wait !== undefined; wait = this.#waits.first) {
      // One that an expired wait's owner has just begun is for another time.
      if (wait.time > this.#now || wait.order >= end) break;
      this.#waits.remove(wait);
      wait.run();
      anyExpired = true;
    }
    return anyExpired;
  }
}
