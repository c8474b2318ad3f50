import { numberText } from "../number-text.ts";

/**
 * Whether a number as it is written loses digits when it is read.
 *
 * @example
 * losesDigits("9007199254740993"); // true: it is read as 9007199254740992
 */
export function losesDigits(written: string): boolean {
  // Every number of so few characters is kept.
  if (written.length <= 15 || !decimal.test(written)) return false;
  return significant(written) !== significant(numberText(Number(written)));
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** The digits of a number between its leading and its trailing zeros. */
function significant(text: string): string {
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
