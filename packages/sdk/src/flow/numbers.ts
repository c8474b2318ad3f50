import { refuse } from "./refusal.ts";

/** Refuses what is no whole number from `least` to `most`. */
export function requireWhole(key: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  refuse(
    "number-out-of-range",
    `${key} is ${value}, but must be a whole number from ${least} to ${most.toLocaleString("en")}.`,
  );
}
