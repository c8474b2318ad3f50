/** A piece of a condition's text. `unclosed` is a string without an end, `unknown` what no condition has. */
export interface Token {
  readonly kind:
    | "reference"
    | "number"
    | "string"
    | "word"
    | "comparison"
    | "&&"
    | "||"
    | "!"
    | "("
    | ")"
    | "unclosed"
    | "unknown"
    | "end";
  readonly text: string;
  /** Where it starts, from 0, in UTF-16 units. */
  readonly offset: number;
}

const piece =
  /(?<reference>\$[\w.[\]*]*)|(?<number>-?\.?\d(?:[eE][+-]|[\w.])*)|(?<string>["`])|(?<word>[A-Za-z_]\w*)|(?<comparison>[=!]==?|=[<>]|<[>=<]?|>[>=]?)|(?<mark>&&|\|\||[!()])|(?<unknown>[-+*/%&|=~^?:]+|.)/suy;
const space = /\s*/y;

/** Reads a condition's text piece by piece; after the last one it answers `end` again and again. */
export class Lexer {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token {
    space.lastIndex = this.#position;
    space.exec(this.#text);
    const offset = space.lastIndex;
    piece.lastIndex = offset;
    const match = piece.exec(this.#text);
    if (match === null) return { kind: "end", text: "", offset: this.#text.length };
    const kind = kindOf(match);
    const end = kind === "string" ? endOfString(this.#text, offset) : piece.lastIndex;
    this.#position = end ?? this.#text.length;
    if (end === undefined) return { kind: "unclosed", text: this.#text.slice(offset), offset };
    return { kind, text: this.#text.slice(offset, end), offset };
  }
}

function kindOf({ groups = {}, 0: text }: RegExpExecArray): Token["kind"] {
  if (groups.mark !== undefined) return text as Token["kind"];
  return Object.keys(groups).find((name) => groups[name] !== undefined) as Token["kind"];
}

/** One past the quote that closes a string, if one does. */
function endOfString(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let position = start + 1; position < text.length; position++) {
    if (text[position] === quote) return position + 1;
    if (text[position] === "\\" && quote === '"') position++;
  }
  return undefined;
}
