import { quoted } from "../excerpt.ts";
import { parseReference } from "../reference/index.ts";
import type { ComparisonOperator, Condition } from "./condition.ts";
import { type ConditionError, ConditionFault, faultAt, type Wanted } from "./condition-error.ts";
import { Lexer, type Token } from "./lexer.ts";
import { readNumber, readString } from "./literals.ts";

/** What {@link parseCondition} answers: a condition, or why it is none. */
export type ParsedCondition =
  | { readonly condition: Condition; readonly error?: undefined }
  | { readonly condition?: undefined; readonly error: ConditionError };

/**
 * Reads the condition of a choice.
 *
 * It compares texts (in double quotes or backticks), numbers, booleans and what `$.key` of the step's own input holds,
 * with `>`, `>=`, `<`, `<=`, `==` and `!=`; `&&` binds tighter than `||`, and parentheses group. More than 200 levels of
 * nesting or 1,000 operators are an error, so that the tree can be walked by recursion.
 *
 * @example
 * parseCondition('$.total > 100 && $.status == "open"');
 * // { condition: { kind: "and", left: { kind: "comparison", operator: ">", … }, right: … } }
 *
 * parseCondition("$.status == 'open'");
 * // { error: { message: "expected a value at character 13, …", offset: 12, reason: "undocumented" } }
 */
export function parseCondition(text: string): ParsedCondition {
  try {
    return { condition: new ConditionParser(text).whole() };
  } catch (fault) {
    if (!(fault instanceof ConditionFault)) throw fault;
    return { error: fault.conditionError };
  }
}

const mostNesting = 200;
const mostOperators = 1_000;

/** Recursive descent, one method a level of precedence. */
class ConditionParser {
  readonly #lexer: Lexer;
  #token: Token;
  #nesting = 0;
  #operators = 0;

  constructor(text: string) {
    this.#lexer = new Lexer(text);
    this.#token = this.#lexer.next();
  }

  whole(): Condition {
    const condition = this.#or();
    if (this.#token.kind !== "end") throw this.#unexpected("an operator or the end");
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#token.kind === "||") {
      this.#takeOperator();
      left = { kind: "or", left, right: this.#and() };
    }
    return left;
  }

  #and(): Condition {
    let left = this.#comparison();
    while (this.#token.kind === "&&") {
      this.#takeOperator();
      left = { kind: "and", left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Condition {
    const left = this.#operand();
    if (this.#token.kind !== "comparison") return left;
    const operator = this.#takeComparison();
    const right = this.#operand();
    if (this.#token.kind === "comparison") {
      const { offset } = this.#token;
      const message = `a second comparison at character ${offset + 1}: join two comparisons with &&, or put one in parentheses`;
      throw new ConditionFault({ message, offset, reason: "undocumented" });
    }
    return { kind: "comparison", operator, left, right };
  }

  #operand(): Condition {
    const { kind } = this.#token;
    switch (kind) {
      case "!":
        return this.#nested(() => ({ kind: "not", operand: this.#operand() }));
      case "(":
        return this.#nested(() => this.#parenthesized());
      case "reference":
        return readReference(this.#take());
      case "number":
        return { kind: "constant", value: readNumber(this.#take()) };
      case "string":
        return { kind: "constant", value: readString(this.#take()) };
      case "word":
        return this.#boolean();
      default:
        throw this.#unexpected("a value");
    }
  }

  #parenthesized(): Condition {
    const inner = this.#or();
    if (this.#token.kind !== ")") throw this.#unexpected("an operator or )");
    this.#take();
    return inner;
  }

  #boolean(): Condition {
    const { text } = this.#token;
    if (text !== "true" && text !== "false") throw this.#unexpected("a value");
    this.#take();
    return { kind: "constant", value: text === "true" };
  }

  #nested(read: () => Condition): Condition {
    const { offset } = this.#take();
    this.#nesting++;
    if (this.#nesting > mostNesting) throw tooMuch(offset, `${mostNesting} levels of parentheses and !`);
    const inner = read();
    this.#nesting--;
    return inner;
  }

  #takeComparison(): ComparisonOperator {
    if (!isOperator(this.#token.text)) throw this.#unexpected("an operator");
    return this.#takeOperator().text as ComparisonOperator;
  }

  #takeOperator(): Token {
    this.#operators++;
    if (this.#operators > mostOperators) throw tooMuch(this.#token.offset, `${mostOperators} operators`);
    return this.#take();
  }

  #take(): Token {
    const token = this.#token;
    this.#token = this.#lexer.next();
    return token;
  }

  #unexpected(wanted: Wanted): ConditionFault {
    return faultAt(this.#token, wanted, this.#lexer.next());
  }
}

const operators: readonly string[] = ["==", "!=", "<", "<=", ">", ">="] satisfies ComparisonOperator[];

function isOperator(text: string): boolean {
  return operators.includes(text);
}

function readReference({ text, offset }: Token): Condition {
  if (/^\$\w/.test(text)) {
    const message = `${quoted(text)} at character ${offset + 1} is not in the step's input: map it in inputMappings, and read it as $.key`;
    throw new ConditionFault({ message, offset, reason: "undocumented" });
  }
  const { reference, error } = parseReference(text);
  if (reference === undefined) {
    const advice = "map what it reads to a key of letters, digits and _ in inputMappings, and read that";
    const message = `reference ${quoted(text)} cannot be read: ${error.message}; ${advice}`;
    // Other forms of JSONPath may well run, undocumented as they are.
    throw new ConditionFault({ message, offset: offset + error.offset, reason: "undocumented" });
  }
  return { kind: "reference", reference };
}

function tooMuch(offset: number, limit: string): ConditionFault {
  const message = `more than ${limit} at character ${offset + 1}: split the condition over several choices`;
  return new ConditionFault({ message, offset, reason: "undocumented" });
}
