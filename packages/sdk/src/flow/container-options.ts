import type { Merge } from "./local-types.ts";
import type { OwnInputOption } from "./own-input-option.ts";
import type { Entry, Plain } from "./plain.ts";
import type { RefTo } from "./ref.ts";
import type { OwnScope } from "./scope.ts";
import type { Blaming, Given } from "./sources.ts";

/** The options that all steps have that hold other steps. */
export type ContainerOptions<Input, Local, M, As extends string, End extends boolean> = Blaming<
  M,
  OwnInputOption<Input, Local, M>
> & {
  /** The key under which the step's result is kept in `local`. Default: the step's name. */
  readonly as?: As;
  /** Whether the series of steps ends after this one. Default `false`. */
  readonly end?: End;
};

/** The options of a choice. */
export type ChoiceOptions<
  Input,
  Local,
  M,
  As extends string,
  Merged extends "merge",
  End extends boolean,
> = ContainerOptions<Input, Local, M, As, End> & {
  /** `"merge"` leaves FDL's own behaviour, which merges what the way put out into `local`. Default: under the choice's own key. */
  readonly output?: Merged;
};

/** The options of a parallel step. */
export type ParallelOptions<
  Input,
  Local,
  M,
  As extends string,
  None extends "none",
  End extends boolean,
> = ContainerOptions<Input, Local, M, As, End> & {
  /** `"none"` leaves FDL's own behaviour, which drops the results. Default: their list under the step's own key. */
  readonly output?: None;
};

/** The options of a foreach step. Write `input` before the others: the compiler reads them in this order. */
export type ForeachOptions<
  Input,
  Local,
  M,
  Item,
  ItemKey extends string,
  IndexKey extends string,
  As extends string,
  None extends "none",
  End extends boolean,
> = ParallelOptions<Input, Local, M, As, None, End> & {
  /** The list to go over, in the step's own input. What is not in there is mapped with `input`. */
  readonly collection: (scope: NoInfer<OwnScope<Given<M, Merge<Input, Local>>>>) => RefTo<readonly Item[]>;
  /** The key of the iteration's input that holds the item. */
  readonly item: ItemKey;
  /** The key of the iteration's input that holds the item's place, from 0. Default: none. */
  readonly index?: IndexKey;
};

/** What the steps of an iteration see as `input`. */
export type IterationInput<Own, Item, ItemKey extends string, IndexKey extends string> = Merge<
  Own,
  Entry<ItemKey, Plain<Item>> & Entry<IndexKey, number>
>;
