import { expect, test } from "vitest";
import { durationInWords } from "./duration-in-words.ts";

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [0.5, "0.5 seconds"],
  [60, "1 minute"],
  [5_400, "1 hour 30 minutes"],
  [86_400, "1 day"],
  [172_801, "2 days 1 second"],
  [90.1, "1 minute 30.1 seconds"],
  [-5, "-5 seconds"],
])("%d seconds are %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});
