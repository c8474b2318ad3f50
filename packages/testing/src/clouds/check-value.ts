import { ConfigurationError } from "@fnfkit/sdk/errors";
import { shown } from "./shown.ts";

/** Which numbers an option may have; any finite one when nothing is said. */
export interface NumberRange {
  readonly whole?: boolean;
  /** The least. */
  readonly from?: number;
  /** What it must be more than. */
  readonly above?: number;
  /** The greatest. `Number.POSITIVE_INFINITY`: it may be endless. */
  readonly to?: number;
}

/**
 * Makes sure that an option is a number, and one that can be meant.
 *
 * @param what - begins the message, e.g. `Failed to add a fault`
 * @throws ConfigurationError when it is not
 */
export function checkNumber(what: string, option: string, value: unknown, range: NumberRange): void {
  if (typeof value === "number" && isIn(range, value)) return;
  throw refused(what, option, value, wordsOf(range));
}

const kinds = {
  string: "a text that is not blank",
  boolean: "true or false",
  function: "a function",
} as const;

/**
 * Makes sure that an option is of its kind.
 *
 * @throws ConfigurationError when it is not
 */
export function checkKind(what: string, option: string, value: unknown, kind: keyof typeof kinds): void {
  const given = typeof value;
  if (given === kind && value !== "") return;
  throw refused(what, option, value, kinds[kind]);
}

/** What says that an option cannot be what was given, and what it can be. */
export function refused(what: string, option: string, value: unknown, allowed: string): ConfigurationError {
  return new ConfigurationError(`${what}: ${option} is ${shown(value)}. Let it be ${allowed}.`);
}

function isIn(
  { whole = false, from = Number.NEGATIVE_INFINITY, above = Number.NEGATIVE_INFINITY, to }: NumberRange,
  value: number,
): boolean {
  if (value === Number.POSITIVE_INFINITY) return to === value;
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) return false;
  return value >= from && value > above && value <= (to ?? value);
}

function wordsOf({ whole, from, above, to }: NumberRange): string {
  const words = [whole ? "a whole number" : "a number"];
  if (from !== undefined) words.push(`from ${from}`);
  if (above !== undefined) words.push(`above ${above}`);
  if (to === Number.POSITIVE_INFINITY) words.push("on, or Number.POSITIVE_INFINITY");
  else if (to !== undefined) words.push(`to ${to}`);
  return words.join(" ");
}
