/** A piece of a reference's text. `unknown` is a character that no reference has. */
export interface Token {
  readonly kind: "root" | "name" | "integer" | "." | "[" | "]" | "*" | "unknown" | "end";
  readonly text: string;
  /** Where it starts, from 0, in UTF-16 units. */
  readonly offset: number;
}

const piece = /(?<root>\$\w*)|(?<name>[A-Za-z_]\w*)|(?<integer>\d+)|(?<mark>[.[\]*])|(?<unknown>.)/suy;

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

function kindOf({ groups = {}, 0: text }: RegExpExecArray): Token["kind"] {
  if (groups.mark !== undefined) return text as Token["kind"];
  return Object.keys(groups).find((name) => groups[name] !== undefined) as Token["kind"];
}
