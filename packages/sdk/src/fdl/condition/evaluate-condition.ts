import type { Json } from "../../contract/json.ts";
import { resolveReference } from "../reference/index.ts";
import type { ComparisonOperator, Condition } from "./condition.ts";

/**
 * Whether a condition holds for a step's input.
 *
 * - A value on its own holds only if it is the boolean `true`.
 * - A comparison with what the input does not have is false, and so is one with a list or an object.
 * - `==` and `!=` compare texts, numbers, booleans and `null`; values of two types are not equal.
 * - `<`, `<=`, `>` and `>=` compare two numbers, or two texts by their UTF-16 units; anything else is false.
 *
 * What the documents leave open of this is listed in `docs/engine-decisions.md`.
 *
 * @example
 * evaluateCondition(condition, { total: 120 }); // true for $.total > 100
 */
export function evaluateCondition(condition: Condition, input: Json): boolean {
  return evaluate(condition, input) === true;
}

function evaluate(condition: Condition, input: Json): Json | undefined {
  switch (condition.kind) {
    case "constant":
      return condition.value;
    case "reference": {
      const resolved = resolveReference(condition.reference, { step: input });
      return resolved.found ? resolved.value : undefined;
    }
    case "comparison": {
      const { operator, left, right } = condition;
      return compare(operator, evaluate(left, input), evaluate(right, input));
    }
    case "and":
      return evaluateCondition(condition.left, input) && evaluateCondition(condition.right, input);
    case "or":
      return evaluateCondition(condition.left, input) || evaluateCondition(condition.right, input);
    case "not":
      return !evaluateCondition(condition.operand, input);
  }
}

function compare(operator: ComparisonOperator, left: Json | undefined, right: Json | undefined): boolean {
  if (!isScalar(left) || !isScalar(right)) return false;
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left === "number" && typeof right === "number") return isOrdered(operator, left - right);
  if (typeof left === "string" && typeof right === "string") {
    return isOrdered(operator, left < right ? -1 : left > right ? 1 : 0);
  }
  return false;
}

function isScalar(value: Json | undefined): value is string | number | boolean | null {
  return value !== undefined && (typeof value !== "object" || value === null);
}

function isOrdered(operator: Exclude<ComparisonOperator, "==" | "!=">, difference: number): boolean {
  switch (operator) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
  }
}
