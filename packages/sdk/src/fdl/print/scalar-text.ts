import { numberText } from "../number-text.ts";

/**
 * A scalar, or an empty mapping or sequence, as YAML. What YAML 1.1 or 1.2 would read as something else without quotes
 * is quoted; a text of several lines stands behind `indent`.
 */
export function scalarText(value: unknown, indent: string): string {
  if (typeof value === "string") return stringText(value, indent);
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "[]" : "{}";
}

/** A string in one line, as a key has to be. */
export function keyText(key: string): string {
  return isPlain(key) ? key : quoted(key);
}

function stringText(text: string, indent: string): string {
  if (isPlain(text)) return text;
  return isBlock(text) ? blockText(text, indent) : quoted(text);
}

// What some reader refuses, cannot show or takes for a space or a line end; half characters too.
const unprintable =
  /[^\n -~\u00a1-\u1fff\u2010-\u2027\u2030-\ufefe\uff00-\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const everyUnprintable = new RegExp(unprintable, "g");

// No indicator, number or time begins like this.
const beginsPlain = /^[A-Za-z_$/\u00c0-\u1fff\u3040-\ud7ff]/;
const endsPlain = /: |:$| #| $|\n/;
const isSimple = /^[A-Za-z_$/][\w$./*+@[\]-]*$/;
// Some readers of YAML 1.1 take `e1` for a number.
const isReserved = /^(?:true|false|null|yes|no|on|off|[yn]|e[-+]?\d+)$/i;

function isPlain(text: string): boolean {
  if (isReserved.test(text)) return false;
  return isSimple.test(text) || (beginsPlain.test(text) && !endsPlain.test(text) && !unprintable.test(text));
}

// A space at the end of a line is lost in editors, and one at the beginning needs an indentation indicator.
const unfitForBlock = /^[ \n]| \n| $|\n\n$/;

function isBlock(text: string): boolean {
  return text.includes("\n") && !unfitForBlock.test(text) && !unprintable.test(text);
}

function blockText(text: string, indent: string): string {
  const [chomping, lines] = text.endsWith("\n") ? ["", text.slice(0, -1)] : ["-", text];
  return `|${chomping}\n${indent}${lines.replace(/\n(?!\n)/g, `\n${indent}`)}`;
}

function quoted(text: string): string {
  const isSingle = /["\\]/.test(text) && !/['\n]/.test(text) && !unprintable.test(text);
  return isSingle ? `'${text}'` : JSON.stringify(text).replace(everyUnprintable, escapeText);
}

function escapeText(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
