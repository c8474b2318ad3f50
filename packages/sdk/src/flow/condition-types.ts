import type { TypeMessage } from "../contract/type-message.ts";
import type { Condition } from "../fdl/condition/index.ts";
import type { RefTo } from "./ref.ts";

/** What a condition can hold as a constant. */
export type Constant = string | number | boolean;

/** What has an order. */
export type Ordered = string | number;

/** What goes as a condition: one made by an operator, or a reference to a boolean. */
export type ConditionLike = Condition | RefTo<boolean | null | undefined>;

/** What a value of type `T` can be compared with, as far as `Comparable` goes: a constant, or a reference to its kind. */
export type Comparand<T, Comparable extends Constant> = unknown extends T
  ? Comparable | RefTo<Comparable | null | undefined>
  : [Extract<T, Comparable>] extends [never]
    ? Incomparable<Comparable>
    : Extract<T, Comparable> | RefTo<Kind<Extract<T, Comparable>> | null | undefined>;

type Incomparable<Comparable> = boolean extends Comparable
  ? TypeMessage<"a condition compares texts, numbers and booleans only">
  : TypeMessage<"a condition orders texts and numbers only: for booleans use eq or ne">;

type Kind<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : never;
