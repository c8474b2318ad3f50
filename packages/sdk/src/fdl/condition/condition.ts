import type { Reference } from "../reference/index.ts";

/** A condition of a choice, parsed: an expression over the choice's own input. */
export type Condition =
  /** `"yes"`, `` `yes` ``, `12.5`, `true` */
  | { readonly kind: "constant"; readonly value: string | number | boolean }
  /** `$.key`, on its own or compared; it starts from the step's own input. */
  | { readonly kind: "reference"; readonly reference: Reference }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Condition;
      readonly right: Condition;
    }
  /** `&&` binds tighter than `||`; both group from the left. */
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  /** `!` before a condition. The documents do not list it. */
  | { readonly kind: "not"; readonly operand: Condition };

/** How two values of a condition are compared. */
export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";
