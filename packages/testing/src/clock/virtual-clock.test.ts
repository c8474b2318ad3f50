import { isAbortError } from "@fnfkit/sdk/errors";
import { describe, expect, it } from "vitest";
import { milliseconds } from "./duration.ts";
import { VirtualClock } from "./virtual-clock.ts";

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 1);

function clockIn(mode: "auto" | "manual") {
  const clock = new VirtualClock({ now: start, mode });
  const log: string[] = [];
  const note = (what: string) => () => void log.push(`${what} at ${(clock.now() - start) / hour}h`);
  return { clock, log, note };
}

/** Enough of the event loop's turns for anything that could happen by itself. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("a clock in real mode", () => {
  const fast = () => new VirtualClock({ now: start, mode: "real", speed: 24 * hour });

  it("passes by itself, as many times faster as it is told, limits too", async () => {
    const clock = fast();
    const reached = new Promise<void>((resolve) => clock.unattended.setDeadline(24 * hour, resolve));

    await clock.sleep(24 * hour);
    await reached;
    await new Promise<void>((resolve) => clock.waitAtMost(24 * hour, resolve));

    expect(clock.now() - start).toBeGreaterThanOrEqual(48 * hour);
  });

  it("reaches a client's own limit too", async () => {
    await new Promise<void>((resolve) => fast().setDeadline(hour, resolve));
  });

  it("can be advanced, and goes back to its start", async () => {
    const clock = new VirtualClock({ now: start, mode: "real" });
    const due: number[] = [];
    clock.schedule(hour, () => due.push(1));
    clock.schedule(3 * hour, () => due.push(3));

    await clock.advance("2h");

    expect(due).toEqual([1]);
    expect(clock.now() - start).toBeGreaterThanOrEqual(2 * hour);
    clock.reset();
    expect(clock.now() - start).toBeLessThan(hour);
  });
});

describe("a virtual clock in auto mode", () => {
  it("stands still while nobody waits for a result", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.schedule(hour, note("due"));
    void clock.unattended.sleep(hour).then(note("slept inside"));

    await quiet();

    expect(log).toEqual([]);
  });

  it("jumps over a day while somebody waits, and ends the wait as expired only after what was due", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.schedule(24 * hour, note("due"));

    await new Promise<void>((resolve) =>
      clock.waitAtMost(60_000, () => {
        note("expired")();
        resolve();
      }),
    );

    expect(log).toEqual(["due at 24h", "expired at 24h"]);
  });

  it("never jumps to the end of a wait itself", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.waitAtMost(60_000, note("expired"));

    await quiet();

    expect(log).toEqual([]);
    expect(clock.now()).toBe(start);
  });

  it("jumps for a sleeper, who is woken after those who came before", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.schedule(hour, note("first"));
    clock.schedule(hour, note("second"));

    await clock.sleep(hour);
    note("awake")();

    expect(log).toEqual(["first at 1h", "second at 1h", "awake at 1h"]);
  });

  it("waits for whoever is to see what he has waited for", async () => {
    const { clock, log, note } = clockIn("auto");
    let isThere = false;
    clock.schedule(hour, () => {
      isThere = true;
    });
    clock.schedule(2 * hour, note("due"));
    clock.attend();
    const leave = clock.attend(() => isThere);
    await quiet();
    expect(log).toEqual([]);

    leave();
    await quiet();

    expect(log).toEqual(["due at 2h"]);
  });

  it("ends thousands of waits in the order of their ends, and asks nobody but those who may be there", async () => {
    const { clock } = clockIn("auto");
    const ended: number[] = [];
    let asked = 0;
    const many = 5_000;
    for (let place = many; place > 0; place--) clock.waitAtMost(place, () => ended.push(place));
    for (let waiting = 0; waiting < many; waiting++) clock.attend();
    clock.attend(() => {
      asked++;
      return false;
    });
    clock.schedule(many, () => {});

    await quiet();

    expect(ended).toEqual(Array.from({ length: many }, (_, i) => i + 1));
    expect(asked).toBe(1);
  });

  it("never crosses a limit, however long somebody waits", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.unattended.setDeadline(hour, note("limit"));
    clock.schedule(2 * hour, note("due"));
    clock.attend();

    await quiet();

    expect(log).toEqual([]);
  });

  it("goes on once the limit in its way is gone", async () => {
    const { clock, log, note } = clockIn("auto");
    const met = clock.unattended.setDeadline(hour, note("limit"));
    clock.schedule(2 * hour, note("due"));
    clock.attend();
    await quiet();

    met();
    await quiet();

    expect(log).toEqual(["due at 2h"]);
  });

  it("passes a caller's own limit on its way to something later, and never goes there for its own sake", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.setDeadline(hour, note("patience"));
    clock.attend();
    await quiet();
    expect(log).toEqual([]);

    clock.schedule(2 * hour, note("due"));
    await quiet();

    expect(log).toEqual(["patience at 1h", "due at 2h"]);
  });

  it("does not pass a caller's limit that was taken back", async () => {
    const { clock, log, note } = clockIn("auto");
    const cancel = clock.setDeadline(hour, note("patience"));
    clock.schedule(2 * hour, note("due"));
    cancel();
    clock.attend();

    await quiet();

    expect(log).toEqual(["due at 2h"]);
  });

  it("stands still while something is busy", async () => {
    const { clock, log, note } = clockIn("auto");
    clock.schedule(hour, note("due"));
    clock.attend();
    clock.enter();
    await quiet();
    expect(log).toEqual([]);

    clock.leave();
    await quiet();

    expect(log).toEqual(["due at 1h"]);
  });

  it("lets go of a sleeper whose signal is aborted", async () => {
    const { clock } = clockIn("auto");
    clock.enter();
    const controller = new AbortController();
    const slept = clock.sleep(hour, controller.signal);

    controller.abort(new Error("enough"));

    const error = await slept.catch((reason: unknown) => reason);
    expect(isAbortError(error)).toBe(true);
    clock.leave();
    await quiet();
    expect(clock.now()).toBe(start);
  });
});

describe("advancing a virtual clock", () => {
  it("does everything in the order of its time, limits last among equals, each before what follows from it", async () => {
    const { clock, log, note } = clockIn("manual");
    clock.unattended.setDeadline(hour, note("limit"));
    clock.schedule(2 * hour, note("second"));
    clock.schedule(hour, () => {
      note("first")();
      clock.schedule(hour / 2, note("follows"));
    });

    await clock.advance("2h");

    expect(log).toEqual(["first at 1h", "limit at 1h", "follows at 1.5h", "second at 2h"]);
  });

  it("leaves out what was called off", async () => {
    const { clock, log, note } = clockIn("manual");
    const cancel = clock.schedule(hour, note("called off"));
    clock.unattended.setDeadline(hour, note("kept"));

    cancel();
    await clock.advance("1d");

    expect(log).toEqual(["kept at 1h"]);
  });

  it("waits for functions that run before time passes on", async () => {
    const { clock, log, note } = clockIn("manual");
    clock.schedule(hour, () => {
      clock.enter();
      setTimeout(() => {
        note("function ended")();
        clock.leave();
      }, 5);
    });

    await clock.advance("2h");

    expect(log).toEqual(["function ended at 1h"]);
    expect(clock.now()).toBe(start + 2 * hour);
  });

  it("reaches the deadline of a function that hangs", async () => {
    const { clock, log, note } = clockIn("manual");
    clock.enter();
    clock.unattended.setDeadline(hour, note("limit"));

    await clock.advance("1h");

    expect(log).toEqual(["limit at 1h"]);
  });

  it("happens one call after another", async () => {
    const { clock } = clockIn("manual");

    await Promise.all([clock.advance("1h"), clock.advance("30m")]);

    expect(clock.now()).toBe(start + 1.5 * hour);
  });

  it("ends waits whose time has passed", async () => {
    const { clock, log, note } = clockIn("manual");
    clock.waitAtMost(hour, note("expired"));

    await clock.advance("2h");

    expect(log).toEqual(["expired at 2h"]);
  });
});

describe("a duration", () => {
  it.each([
    [1_500, 1_500],
    ["250ms", 250],
    ["90s", 90_000],
    ["1.5h", 5_400_000],
    ["1d", 86_400_000],
  ] as const)("%s is %i ms", (duration, expected) => {
    expect(milliseconds(duration)).toBe(expected);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "2 h", "h", "2y"])("is refused: %s", (duration) => {
    expect(() => milliseconds(duration as number)).toThrow(RangeError);
  });
});
