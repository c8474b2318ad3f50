import { createRef, type Member, type RefTo, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";

declare const item: unique symbol;

/** A reference through every item of a list. */
export interface EachOf<out Item> extends RefTo<Item[]> {
  readonly [item]: Item;
}

/**
 * A reference to something of every item of a list: itself a reference to the list of these.
 *
 * Items that lack it are left out, so that nothing in it is possibly missing.
 */
export type Each<Item> = EachOf<Item> & EachMembers<NonNullable<Item>>;

type EachMembers<Item> = [Item] extends [readonly (infer Inner)[]]
  ? { readonly [index: number]: Each<Inner> }
  : [Item] extends [object]
    ? { readonly [Key in KeysOf<Item>]: Each<EachMember<Item, Key>> }
    : unknown;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type EachMember<Union, Key> = Union extends unknown
  ? Key extends keyof Union
    ? Member<Exclude<Union[Key], undefined>>
    : never
  : never;

/**
 * Refers to every item of a list, and through it to something of every item.
 *
 * @example
 * each(local.lines).sku // $local.lines[*].sku, a list of every line's sku
 * each(each(local.orders).lines).sku // $local.orders[*].lines[*].sku, all of them in one flat list
 *
 * @throws FlowDefinitionError from the step that uses it, when `list` is no reference
 */
export function each<Item>(list: EachOf<readonly Item[]>): Each<Item>;
export function each<Item>(list: RefTo<readonly Item[]>): Each<Item>;
export function each(list: RefTo<unknown>): unknown {
  const text = textOf(list);
  if (text === undefined) return refuse("reference-form", "each takes a reference to a list.");
  return createRef(`${text}[*]`);
}
