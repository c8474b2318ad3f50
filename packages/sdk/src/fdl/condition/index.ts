export type { ComparisonOperator, Condition } from "./condition.ts";
export type { ConditionError } from "./condition-error.ts";
export { evaluateCondition } from "./evaluate-condition.ts";
export { formatCondition } from "./format-condition.ts";
export { type ParsedCondition, parseCondition } from "./parse-condition.ts";
export { partsOf } from "./parts-of.ts";
