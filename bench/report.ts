import type { Cost, Outcome } from "./measure.ts";

/** What was measured, and the most it should be. */
export interface Target {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  /** `×` when the value says how many times as much. Default: none. */
  readonly unit?: "×";
}

/** One line for a target, which begins with `ok` or `over`. */
export function printTarget({ name, value, most, unit }: Target): void {
  const verdict = value <= most ? "ok  " : "over";
  console.log(`${verdict}  ${round(value)}${unit ?? ""} (at most ${round(most)}${unit ?? ""})  ${name}`);
}

/** A table of what contenders cost, and how many times that the first of them costs. */
export function printCosts(title: string, outcomes: ReadonlyMap<string, Outcome>): void {
  const [first] = outcomes.values();
  const rows = [...outcomes].map(([name, outcome]) => [name, rowOf(outcome, first)]);
  console.log(`\n${title}`);
  console.table(Object.fromEntries(rows));
}

function rowOf(outcome: Outcome, first: Outcome | undefined): object {
  if ("failure" in outcome) return { "CPU ms": "fails", "wall ms": outcome.failure };
  return {
    "CPU ms": round(outcome.cpu),
    "wall ms": round(outcome.wall),
    "fnfkit's CPU as a multiple": first === undefined ? "" : round(ratioOf(first, outcome)),
  };
}

/** Processor time against processor time; not a number when one of them failed. */
export function ratioOf(one: Outcome | undefined, other: Outcome | undefined): number {
  return costOf(one).cpu / costOf(other).cpu;
}

function costOf(outcome: Outcome | undefined): Cost {
  return outcome === undefined || "failure" in outcome ? { cpu: Number.NaN, wall: Number.NaN } : outcome;
}

/** Three digits that count. */
export function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
