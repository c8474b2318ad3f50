export type { ComparisonOperator, Condition } from "./condition.ts";
