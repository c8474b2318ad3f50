import { describe, expect, it } from "vitest";
import { isTimestamp, isUnixTime } from "./timestamp.ts";

describe("a moment", () => {
  it.each([
    "2030-01-31T12:00:00Z",
    "2030-01-31t23:59:59.125z",
    "2030-01-31T12:00:00+08:00",
    "2024-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
  ])("is of RFC 3339: %s", (text) => {
    expect(isTimestamp(text)).toBe(true);
  });

  it.each([
    ["no time", "2030-01-31"],
    ["no zone", "2030-01-31T12:00:00"],
    ["a day that its month does not have", "2020-02-31T00:00:00Z"],
    ["a leap day in a year without one", "2100-02-29T00:00:00Z"],
    ["a month that there is not", "2030-13-01T00:00:00Z"],
    ["the day 0", "2030-01-00T00:00:00Z"],
    ["the hour 24", "2030-01-31T24:00:00Z"],
    ["the minute 60", "2030-01-31T12:60:00Z"],
    ["seconds since 1970", "1893456000"],
  ])("is none with %s", (_what, text) => {
    expect(isTimestamp(text)).toBe(false);
  });

  it("may stand in seconds since 1970", () => {
    expect(isUnixTime("1893456000")).toBe(true);
    expect(isUnixTime("-1")).toBe(false);
    expect(isUnixTime("2030-01-31T12:00:00Z")).toBe(false);
  });
});
