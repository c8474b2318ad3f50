import type { Params } from "./params.ts";

/** A part of a list, and where the next one begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts a list as `Limit` (default 60) and `NextToken` say. The documents contradict each other on the largest limit by
 * one; the larger is allowed.
 */
export function pageOf<Item>(
  params: Params,
  all: readonly Item[],
  { most, tokenOf }: { readonly most: number; readonly tokenOf: (item: Item) => string },
): Page<Item> {
  const limit = params.integer("Limit", { least: 1, most }) ?? 60;
  const token = params.optional("NextToken");
  const start = token === undefined ? 0 : all.findIndex((item) => tokenOf(item) === token);
  if (start < 0) return { items: [], nextToken: undefined };
  const next = all[start + limit];
  return {
    items: all.slice(start, start + limit),
    nextToken: next === undefined ? undefined : tokenOf(next),
  };
}
