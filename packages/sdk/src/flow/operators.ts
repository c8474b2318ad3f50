import type { ComparisonOperator, Condition } from "../fdl/condition/index.ts";
import { parseReference, type Reference } from "../fdl/reference/index.ts";
import type { Comparand, ConditionLike, Constant, Ordered } from "./condition-types.ts";
import { type RefTo, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";

/**
 * Whether a value equals a constant or another value of the same kind. What is missing equals nothing.
 *
 * @example
 * eq(input.audit.approved, true) // $.audit.approved == true
 *
 * @throws FlowDefinitionError from the choice, for what a condition cannot hold
 */
export function eq<T>(left: RefTo<T>, right: NoInfer<Comparand<T, Constant>>): Condition {
  return comparison("==", left, right);
}

/**
 * Whether a value differs from a constant or another value of the same kind.
 *
 * @example
 * ne(input.status, "done") // $.status != "done"
 */
export function ne<T>(left: RefTo<T>, right: NoInfer<Comparand<T, Constant>>): Condition {
  return comparison("!=", left, right);
}

/**
 * Whether a number or a text is above another.
 *
 * @example
 * gt(input.total, 100) // $.total > 100
 */
export function gt<T>(left: RefTo<T>, right: NoInfer<Comparand<T, Ordered>>): Condition {
  return comparison(">", left, right);
}

/**
 * Whether a number or a text is at least another.
 *
 * @example
 * ge(input.events, 4_000) // $.events >= 4000
 */
export function ge<T>(left: RefTo<T>, right: NoInfer<Comparand<T, Ordered>>): Condition {
  return comparison(">=", left, right);
}

/**
 * Whether a number or a text is below another.
 *
 * @example
 * lt(input.tried, input.most) // $.tried < $.most
 */
export function lt<T>(left: RefTo<T>, right: NoInfer<Comparand<T, Ordered>>): Condition {
  return comparison("<", left, right);
}

/**
 * Whether a number or a text is at most another.
 *
 * @example
 * le(input.tries, 3) // $.tries <= 3
 */
export function le<T>(left: RefTo<T>, right: NoInfer<Comparand<T, Ordered>>): Condition {
  return comparison("<=", left, right);
}

/**
 * Whether all conditions hold. A reference to a boolean is a condition by itself.
 *
 * @example
 * and(input.paid, gt(input.total, 100)) // $.paid && $.total > 100
 */
export function and(
  first: ConditionLike,
  ...others: readonly [ConditionLike, ...ConditionLike[]]
): Condition {
  return joined("and", first, others);
}

/**
 * Whether at least one condition holds. A reference to a boolean is a condition by itself.
 *
 * @example
 * or(eq(input.status, "done"), input.cancelled) // $.status == "done" || $.cancelled
 */
export function or(first: ConditionLike, ...others: readonly [ConditionLike, ...ConditionLike[]]): Condition {
  return joined("or", first, others);
}

/** What the author gave as a condition. */
export function conditionOf(value: unknown): Condition {
  if (textOf(value) !== undefined) return operandOf(value);
  if (typeof value === "object" && value !== null && "kind" in value) return value as Condition;
  return refuse(
    "condition-form",
    "A condition is made of eq, ne, gt, ge, lt, le, and, or, or is a reference to a boolean: return one.",
  );
}

let made: Set<Condition> | undefined;

/**
 * What `build` gives, as a condition. Refuses to lose another one that was made on the way: in JavaScript
 * `eq(…) && eq(…)` is the second of them alone.
 */
export function wholeCondition(build: () => unknown): Condition {
  const before = made;
  const here = new Set<Condition>();
  made = here;
  try {
    const condition = conditionOf(build());
    for (const part of partsOf(condition)) here.delete(part);
    if (here.size === 0) return condition;
  } finally {
    made = before;
  }
  return refuse(
    "condition-dropped",
    "A condition was made that is no part of what is returned: write and(…, …) for &&, and or(…, …) for ||.",
  );
}

function partsOf(condition: Condition): readonly Condition[] {
  if (condition.kind !== "and" && condition.kind !== "or") return [condition];
  return [condition, ...partsOf(condition.left), ...partsOf(condition.right)];
}

function comparison(operator: ComparisonOperator, left: unknown, right: unknown): Condition {
  return noted({ kind: "comparison", operator, left: operandOf(left), right: operandOf(right) });
}

function noted(condition: Condition): Condition {
  made?.add(Object.freeze(condition));
  return condition;
}

function joined(kind: "and" | "or", first: unknown, others: readonly unknown[]): Condition {
  return others.reduce<Condition>(
    (left, right) => noted({ kind, left, right: conditionOf(right) }),
    conditionOf(first),
  );
}

function operandOf(value: unknown): Condition {
  const text = textOf(value);
  if (text !== undefined) return Object.freeze({ kind: "reference", reference: ownReference(text) });
  if (typeof value === "string" || typeof value === "boolean") return constant(value);
  if (typeof value === "number" && Number.isFinite(value)) return constant(value);
  return refuse("condition-constant", "A condition compares texts, finite numbers and booleans only.");
}

function constant(value: Constant): Condition {
  return Object.freeze({ kind: "constant", value });
}

function ownReference(text: string): Reference {
  const { reference } = parseReference(text);
  if (reference?.root === "step") return reference;
  return refuse(
    "condition-reference",
    `A condition reads the choice's own input, and "${text}" is not in it: map it with the choice's input: …, and read it from the input that the condition is given.`,
  );
}
