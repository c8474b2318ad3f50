import { CloudError } from "../../wire/cloud-error.ts";

/** What a request says beside its path. */
export type Query = { readonly [name: string]: string };

/** A page of a list, as `limit` (1 to 100, default 20) and `nextToken` ask for it. */
export function pageOf<Item>(
  items: readonly Item[],
  query: Query,
): { readonly items: readonly Item[]; readonly nextToken?: string } {
  const limit = wholeNumber(query, "limit", 20);
  if (limit < 1 || limit > 100) {
    throw new CloudError(400, "InvalidArgument", "limit must be between 1 and 100");
  }
  const first = wholeNumber(query, "nextToken", 0);
  const next = first + limit;
  return { items: items.slice(first, next), ...(next < items.length && { nextToken: String(next) }) };
}

/** A number in a query. */
export function wholeNumber(query: Query, name: string, fallback: number): number {
  const text = query[name];
  if (text === undefined) return fallback;
  if (/^\d+$/.test(text)) return Number(text);
  throw new CloudError(400, "InvalidArgument", `${name} must be a whole number`);
}
