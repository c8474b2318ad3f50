import { quoted } from "../excerpt.ts";
import type { Token } from "./lexer.ts";

/** Why a text is no condition. */
export interface ConditionError {
  /** What was expected, what stands there and what to write instead. */
  readonly message: string;
  /** Where, from 0, in UTF-16 units of the text. */
  readonly offset: number;
  /**
   * - `malformed`: it cannot run, whatever the service knows: an operand, a parenthesis or a quote is missing
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

/** What is expected where a condition cannot go on. */
export type Wanted = "a value" | "an operator" | "an operator or )" | "an operator or the end";

const quotes = "put a text in double quotes or backticks";
const calculate = "a condition compares and does not calculate";
const lists = "lists and objects are not documented; compare with each value";
const functions = "functions are not documented; let a step work the value out";
const negative = `${calculate}; map a key that is not of letters, digits and _ to one that is`;
const advices: { readonly [text: string]: string | undefined } = {
  "'": `single quotes are not documented; ${quotes}`,
  "“": quotes,
  "”": quotes,
  "=": "write == to compare",
  "===": "write ==",
  "!==": "write !=",
  "=>": "write >=",
  "=<": "write <=",
  "<>": "write !=",
  "!": "! stands before a value; write != to compare",
  "-": negative,
  "&": "write && for and",
  "|": "write || for or",
  "[": lists,
  "{": lists,
  "(": functions,
  and: "write &&",
  or: "write ||",
  not: "compare with false: $.key == false",
  in: "compare with each value, and join the comparisons with ||",
  null: "null is not documented; map what is missing to a value that can be compared",
  nil: "nil is not documented; map what is missing to a value that can be compared",
};

/** What to say when a condition cannot go on with `token`; `following` is the one after it. */
export function faultAt(token: Token, wanted: Wanted, following: Token): ConditionFault {
  const { kind, text, offset } = token;
  const reason = cannotRun(token, wanted) ? "malformed" : "undocumented";
  if (kind === "unclosed") {
    const message = `the text that begins at character ${offset + 1} is not closed: put ${text[0]} at its end`;
    return new ConditionFault({ message, offset, reason });
  }
  const found = kind === "end" ? "the end" : quoted(text);
  const message = `expected ${wanted} at character ${offset + 1}, found ${found}`;
  const advice = adviceOn(token, following);
  return new ConditionFault({
    message: advice === undefined ? message : `${message}: ${advice}`,
    offset,
    reason,
  });
}

function cannotRun({ kind, text }: Token, wanted: Wanted): boolean {
  switch (kind) {
    case "end":
    case ")":
      return true;
    case "unclosed":
      // Whether a backslash keeps a quote from closing its text is not documented.
      return !text.slice(1).includes(text[0] as string);
    case "comparison":
      return wanted === "a value" && text !== "<<" && text !== ">>";
    case "&&":
    case "||":
      return wanted === "a value";
    default:
      return false;
  }
}

function adviceOn({ kind, text }: Token, following: Token): string | undefined {
  if (Object.hasOwn(advices, text)) return advices[text];
  if (kind === "number") return text.startsWith("-") ? negative : undefined;
  if (kind === "comparison") return text === "<<" || text === ">>" ? calculate : undefined;
  if (kind === "unknown") return /^[-+*/%&|=~^?:]/.test(text) ? calculate : undefined;
  if (kind !== "word") return undefined;
  return following.kind === "(" ? functions : "put a text in double quotes; $.key reads the step's input";
}
