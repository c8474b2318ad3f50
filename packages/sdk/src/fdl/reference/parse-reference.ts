import { quoted } from "../excerpt.ts";
import { type Token, tokenize } from "./lexer.ts";
import { type Reference, type ReferenceRoot, rootTexts, type Segment } from "./reference.ts";

/** Why a text is no reference. */
export interface ReferenceError {
  /** What was expected and what stands there. */
  readonly message: string;
  /** Where, from 0, in UTF-16 units of the text. */
  readonly offset: number;
}

/** What {@link parseReference} answers: a reference, or why it is none. */
export type ParsedReference =
  | { readonly reference: Reference; readonly error?: undefined }
  | { readonly reference?: undefined; readonly error: ReferenceError };

/**
 * Reads a reference: a root (`$input`, `$local`, `$context` or `$`) and keys, indexes and wildcards after it.
 *
 * @example
 * parseReference("$local[*].sku");
 * // { reference: { root: "local", segments: [{ kind: "wildcard" }, { kind: "key", name: "sku" }] } }
 */
export function parseReference(text: string): ParsedReference {
  const tokens = tokenize(text);
  let position = 0;
  const next = () => tokens[position++] as Token;

  const first = next();
  const root = first.kind === "root" ? rootOf(first.text) : undefined;
  if (root === undefined) return unexpected(first, `one of ${Object.values(rootTexts).join(", ")}`);

  const segments: Segment[] = [];
  for (let token = next(); token.kind !== "end"; token = next()) {
    if (token.kind === ".") {
      const key = next();
      if (key.kind !== "name") return unexpected(key, "a key of letters, digits and _");
      segments.push({ kind: "key", name: key.text });
    } else if (token.kind === "[") {
      const item = next();
      if (item.kind === "*") segments.push({ kind: "wildcard" });
      else if (item.kind === "integer") segments.push({ kind: "index", index: Number(item.text) });
      else return unexpected(item, "a whole number or *");
      const close = next();
      if (close.kind !== "]") return unexpected(close, "]");
    } else {
      return unexpected(token, "., [ or the end");
    }
  }
  return { reference: { root, segments } };
}

function rootOf(text: string): ReferenceRoot | undefined {
  return (Object.keys(rootTexts) as ReferenceRoot[]).find((root) => rootTexts[root] === text);
}

function unexpected({ kind, text, offset }: Token, wanted: string): ParsedReference {
  const found = kind === "end" ? "the end" : quoted(text);
  return { error: { message: `expected ${wanted} at character ${offset + 1}, found ${found}`, offset } };
}
