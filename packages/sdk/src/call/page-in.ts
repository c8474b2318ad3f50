import type { Json, JsonObject } from "../contract/json.ts";
import type { Page } from "./paged.ts";
import { objectsOf, textOf } from "./wire-values.ts";

/** The page in an answer; one without items may leave its list out. */
export function pageIn<Item>(
  list: Json | undefined,
  token: Json | undefined,
  read: (item: JsonObject) => Item,
): Page<Item> {
  const nextToken = textOf(token);
  return { items: objectsOf(list).map(read), ...(nextToken !== undefined && { nextToken }) };
}
