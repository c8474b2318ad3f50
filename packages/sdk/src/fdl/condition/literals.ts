import { quoted } from "../excerpt.ts";
import { ConditionFault } from "./condition-error.ts";
import type { Token } from "./lexer.ts";

const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const escapeText = /\\(?:u([0-9a-fA-F]{4})|([^u]))?/gs;
const escapes: { readonly [letter: string]: string | undefined } = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** The value of a number: as in JSON, and finite. */
export function readNumber({ text, offset }: Token): number {
  const value = Number(text);
  if (numberText.test(text) && Number.isFinite(value)) return value;
  const message = `${quoted(text)} at character ${offset + 1} is no number such as 1, -1 or 12.5`;
  throw new ConditionFault({ message, offset, reason: "undocumented" });
}

/** The value of a string: raw between backticks, with the escapes of JSON between double quotes. */
export function readString({ text, offset }: Token): string {
  const inner = text.slice(1, -1);
  return text.startsWith("`") ? inner : unescaped(inner, offset + 1);
}

function unescaped(inner: string, start: number): string {
  if (!inner.includes("\\")) return inner;
  return inner.replace(
    escapeText,
    (written, code: string | undefined, letter: string | undefined, at: number) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      const value = letter === undefined ? undefined : escapes[letter];
      if (value !== undefined) return value;
      const offset = start + at;
      const message = `"${written}" at character ${offset + 1} is no escape: put a text with a backslash in backticks`;
      throw new ConditionFault({ message, offset, reason: "undocumented" });
    },
  );
}
