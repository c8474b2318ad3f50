import type { Token } from "./lexer.ts";

/** Why a text is no condition. */
export interface ConditionError {
  /** What was expected, what stands there and what to write instead. */
  readonly message: string;
  /** Where, from 0, in UTF-16 units of the text. */
  readonly offset: number;
  /**
   * - `malformed`: it cannot run, whatever the service knows
   * - `undocumented`: the service may know it, but its documents do not list it
   */
  readonly reason: "malformed" | "undocumented";
}

/** Carries an error out of the parser's recursion. */
export class ConditionFault extends Error {
  readonly conditionError: ConditionError;

  constructor(conditionError: ConditionError) {
    super(conditionError.message);
    this.conditionError = conditionError;
  }
}

type Advice = readonly [reason: ConditionError["reason"], advice: string];

const quotes = "put a text in double quotes or backticks";
const calculate = "a condition compares and does not calculate";
const lists = "lists and objects are not documented; compare with each value";
const advices: { readonly [text: string]: Advice | undefined } = {
  "'": ["undocumented", `single quotes are not documented; ${quotes}`],
  "“": ["malformed", quotes],
  "”": ["malformed", quotes],
  "=": ["malformed", "write == to compare"],
  "===": ["malformed", "write =="],
  "!==": ["malformed", "write !="],
  "-": ["undocumented", `${calculate}; map a key that is not of letters, digits and _ to one that is`],
  "&": ["undocumented", "write && for and"],
  "|": ["undocumented", "write || for or"],
  "[": ["undocumented", lists],
  "{": ["undocumented", lists],
  and: ["malformed", "write &&"],
  or: ["malformed", "write ||"],
  not: ["malformed", "compare with false: $.key == false"],
  in: ["undocumented", "compare with each value, and join the comparisons with ||"],
  null: ["undocumented", "null is not documented; map what is missing to a value that can be compared"],
  nil: ["undocumented", "nil is not documented; map what is missing to a value that can be compared"],
};

/** What to say when a condition cannot go on with `token`; `following` is the one after it, if it is known. */
export function faultAt(token: Token, wanted: string, following?: Token): ConditionFault {
  const { kind, text, offset } = token;
  if (kind === "unclosed") {
    const message = `the text that begins at character ${offset + 1} is not closed: put ${text} at its end`;
    return new ConditionFault({ message, offset, reason: "malformed" });
  }
  const found = kind === "end" ? "the end" : excerpt(text);
  const [reason, advice] = adviceOn(token, following) ?? ["malformed"];
  const message = `expected ${wanted} at character ${offset + 1}, found ${found}`;
  return new ConditionFault({
    message: advice === undefined ? message : `${message}: ${advice}`,
    offset,
    reason,
  });
}

function adviceOn({ kind, text }: Token, following: Token | undefined): Advice | undefined {
  if (Object.hasOwn(advices, text)) return advices[text];
  if (kind === "unknown") return /^[-+*/%&|=~^?:]/.test(text) ? ["undocumented", calculate] : undefined;
  if (kind !== "word") return undefined;
  if (following?.kind === "(") return ["undocumented", "functions are not documented"];
  return ["undocumented", "put a text in double quotes; $.key reads the step's input"];
}

/** A piece of a condition as messages show it: in quotes, and short. */
export function excerpt(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
