import { describe, expect, test } from "vitest";
import { instanceClock, oneTimerClock } from "./instance-clock.ts";

/** One timer, as a clock that has only one arms it, and the time it goes by. */
function handTimer() {
  const state = { now: 0, at: Number.POSITIVE_INFINITY, isHeld: false, fire: () => {}, armed: 0 };
  const handle = {
    ref: () => {
      state.isHeld = true;
    },
    unref: () => {
      state.isHeld = false;
    },
  };
  const setTimer = (fire: () => void, delayMs: number) => {
    Object.assign(state, { at: state.now + delayMs, isHeld: true, fire, armed: state.armed + 1 });
    return handle as unknown as ReturnType<typeof setTimeout>;
  };
  const fireAt = (now: number) => {
    state.now = now;
    state.at = Number.POSITIVE_INFINITY;
    state.isHeld = false;
    state.fire();
  };
  return {
    state,
    clock: oneTimerClock(setTimer, () => state.now),
    /** Lets the timer fire at its time, as often as it is due by `now`. */
    passTo(now: number) {
      while (state.at <= now) fireAt(state.at);
      state.now = now;
    },
    /** The timer's time is over while the process does something else. */
    fireLate: fireAt,
  };
}

describe("limits on one timer", () => {
  test("are reached at their own times, whatever the order they were set in", () => {
    const { clock, passTo } = handTimer();
    const reached: number[] = [];
    for (const ms of [20, 5, 60]) clock.setDeadline(ms, () => reached.push(ms));

    passTo(19);
    const early = [...reached];
    passTo(60);

    expect({ early, reached }).toEqual({ early: [5], reached: [5, 20, 60] });
  });

  test("are reached in the order of their times, also when the process was busy meanwhile", () => {
    const { clock, fireLate } = handTimer();
    const reached: number[] = [];
    for (const ms of [20, 5, 10]) clock.setDeadline(ms, () => reached.push(ms));

    fireLate(30);

    expect(reached).toEqual([5, 10, 20]);
  });

  test("are reached, and no earlier, when the timer fires a little too soon", () => {
    const { clock, fireLate, passTo } = handTimer();
    const reached: string[] = [];
    clock.setDeadline(10, () => reached.push("limit"));

    fireLate(9.5);
    const early = [...reached];
    passTo(10);

    expect({ early, reached }).toEqual({ early: [], reached: ["limit"] });
  });

  test("are reached after more time than Node's timers can wait", () => {
    const { clock, passTo } = handTimer();
    const reached: string[] = [];
    clock.setDeadline(2 ** 31 + 5, () => reached.push("limit"));

    passTo(2 ** 31 + 4);
    const early = [...reached];
    passTo(2 ** 31 + 5);

    expect({ early, reached }).toEqual({ early: [], reached: ["limit"] });
  });

  test("are not reached once they are lifted, be it by one that was reached just before", () => {
    const { clock, fireLate } = handTimer();
    const reached: string[] = [];
    const lift = clock.setDeadline(1, () => reached.push("lifted"));
    const liftToo = clock.setDeadline(3, () => reached.push("lifted by another"));
    clock.setDeadline(2, liftToo);
    lift();

    fireLate(5);

    expect(reached).toEqual([]);
  });

  test("may be set by one that is reached", () => {
    const { clock, passTo } = handTimer();
    const reached: string[] = [];
    clock.setDeadline(5, () => clock.setDeadline(5, () => reached.push("second")));

    passTo(10);

    expect(reached).toEqual(["second"]);
  });

  test("still hold after one of them threw", () => {
    const { clock, fireLate, passTo } = handTimer();
    const reached: string[] = [];
    clock.setDeadline(1, () => {
      throw new Error("broken");
    });
    clock.setDeadline(2, () => reached.push("due as well"));
    clock.setDeadline(9, () => reached.push("due later"));

    expect(() => fireLate(3)).toThrow("broken");
    passTo(9);

    expect(reached).toEqual(["due as well", "due later"]);
  });

  test("keep the process alive while one of them holds, and no longer", () => {
    const { clock, state, passTo } = handTimer();
    const held: boolean[] = [];
    const note = () => held.push(state.isHeld);
    const lift = clock.setDeadline(5, () => {});
    const liftLater = clock.setDeadline(10, () => {});

    lift();
    lift();
    note();
    liftLater();
    note();
    clock.setDeadline(10, () => {});
    note();
    passTo(5);
    note();
    passTo(10);
    note();

    expect(held).toEqual([true, false, true, true, false]);
  });

  test("are no reason for another timer while the one that is armed fires earlier", () => {
    const { clock, state } = handTimer();

    for (let call = 0; call < 100; call++) {
      state.now = call;
      clock.setDeadline(1_000, () => {})();
    }

    expect(state.armed).toBe(1);
  });
});

test("a limit of the instance keeps the process alive until it is lifted", () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const lift = instanceClock.setDeadline(60_000, () => {});
  const held = timers();
  lift();

  expect([held - before, timers() - before]).toEqual([1, 0]);
});

test("a limit of no time is reached on the system's own timer", async () => {
  const reached = new Promise((resolve) => {
    instanceClock.setDeadline(0, () => resolve("reached"));
  });

  expect(await reached).toBe("reached");
});

test("a sleep ends at once when it is aborted", async () => {
  const stop = new AbortController();
  const sleeping = instanceClock.sleep(60_000, stop.signal);
  stop.abort("enough");

  await expect(sleeping).rejects.toMatchObject({ name: "AbortError", cause: "enough" });
});
