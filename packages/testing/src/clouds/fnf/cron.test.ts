import { describe, expect, it } from "vitest";
import { parseSchedule } from "./cron.ts";

/** The first times after the start of 2026, a Thursday. */
function firings(expression: string, count = 3): string[] {
  const plan = parseSchedule(expression);
  const times: string[] = [];
  for (let after = Date.UTC(2026, 0, 1); times.length < count; ) {
    const next = plan.next(after);
    if (next === undefined) break;
    times.push(new Date(next).toISOString().slice(0, 19));
    after = next;
  }
  return times;
}

describe("a cron expression", () => {
  it.each([
    ["every minute", "0 * * * * *", ["2026-01-01T00:01:00", "2026-01-01T00:02:00", "2026-01-01T00:03:00"]],
    ["once a month", "0 0 10 1 * ?", ["2026-01-01T10:00:00", "2026-02-01T10:00:00", "2026-03-01T10:00:00"]],
    [
      "on workdays",
      "0 30 8 ? * MON-FRI",
      ["2026-01-01T08:30:00", "2026-01-02T08:30:00", "2026-01-05T08:30:00"],
    ],
    ["by steps", "*/20 59 23 31 12 *", ["2026-12-31T23:59:00", "2026-12-31T23:59:20", "2026-12-31T23:59:40"]],
    [
      "from a value by steps",
      "5/30 0 0 1 JAN *",
      ["2026-01-01T00:00:05", "2026-01-01T00:00:35", "2027-01-01T00:00:05"],
    ],
    ["by a list", "0 0 0 1 feb,JUL *", ["2026-02-01T00:00:00", "2026-07-01T00:00:00", "2027-02-01T00:00:00"]],
    [
      "on Sundays, whether 0 or 7",
      "0 0 0 ? * 7",
      ["2026-01-04T00:00:00", "2026-01-11T00:00:00", "2026-01-18T00:00:00"],
    ],
    [
      "on either of two kinds of day",
      "0 0 0 13 * 5",
      ["2026-01-02T00:00:00", "2026-01-09T00:00:00", "2026-01-13T00:00:00"],
    ],
    ["in leap years", "0 0 0 29 2 ?", ["2028-02-29T00:00:00", "2032-02-29T00:00:00", "2036-02-29T00:00:00"]],
    ["never", "0 0 0 30 2 ?", []],
  ])("fires %s: %s", (_what, expression, times) => {
    expect(firings(expression)).toEqual(times);
  });

  it.each([
    "* * * * *",
    "0 0 0 0 0 0 0",
    "60 * * * * *",
    "0 0 24 * * *",
    "0 0 0 0 * *",
    "0 0 0 * 13 *",
    "0 0 0 * * 8",
    "0 0 0 * * FOO",
    "5-1 * * * * *",
    "1-2-3 * * * * *",
    "*/0 * * * * *",
    "/5 * * * * *",
    "a * * * * *",
    "",
  ])("%j is none", (expression) => {
    expect(() => parseSchedule(expression)).toThrow(RangeError);
  });
});

describe("@every", () => {
  it.each([
    ["@every 90s", ["2026-01-01T00:01:30", "2026-01-01T00:03:00", "2026-01-01T00:04:30"]],
    ["@every 1h30m", ["2026-01-01T01:30:00", "2026-01-01T03:00:00", "2026-01-01T04:30:00"]],
  ])("%s fires each time as much later", (expression, times) => {
    expect(firings(expression)).toEqual(times);
  });

  it.each(["@every", "@every 0s", "@every 5", "@every 5d", "@every -5m", "@daily"])(
    "%s is none",
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow(RangeError);
    },
  );
});
