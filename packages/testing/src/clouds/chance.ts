import { createHash } from "node:crypto";

/** Chance that a seed decides. */
export interface Chance {
  /** The next number, from 0 up to but not including 1. */
  next(): number;
  /** Starts again from the seed. */
  reset(): void;
}

/** @param purpose - sets it apart from others of the same seed */
export function createChance(seed: number, purpose: string): Chance {
  let drawn = 0;
  return {
    next: () =>
      createHash("sha256").update(`${seed}:${purpose}:${drawn++}`).digest().readUInt32BE(0) / 2 ** 32,
    reset() {
      drawn = 0;
    },
  };
}
