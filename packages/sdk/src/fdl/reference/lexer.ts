/** A piece of a reference's text. `unknown` is a character that no reference has. */
export interface Token {
  readonly kind: "root" | "name" | "integer" | "." | "[" | "]" | "*" | "unknown" | "end";
  readonly text: string;
  /** Where it starts, from 0, in UTF-16 units. */
  readonly offset: number;
}

// A flow has thousands of references: numbered groups are read several times as fast as named ones.
const piece = /(\$\w*)|([A-Za-z_]\w*)|(\d+)|([.[\]*])|./suy;

/** Cuts a reference's text into tokens; the last one is always `end`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  piece.lastIndex = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    tokens.push({ kind: kindOf(match), text: match[0], offset: match.index });
  }
  tokens.push({ kind: "end", text: "", offset: text.length });
  return tokens;
}

function kindOf([, root, name, integer, mark]: RegExpExecArray): Token["kind"] {
  if (mark !== undefined) return mark as Token["kind"];
  if (name !== undefined) return "name";
  if (root !== undefined) return "root";
  return integer === undefined ? "unknown" : "integer";
}
