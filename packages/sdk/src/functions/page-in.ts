import type { Page, PageOptions } from "../call/paged.ts";
import { isJsonObject, type JsonObject } from "../contract/json.ts";

/** What a request says of the page it wants. */
export function pageQuery({ limit, nextToken }: PageOptions): Readonly<Record<string, string>> {
  return {
    ...(limit !== undefined && { limit: String(limit) }),
    ...(nextToken !== undefined && { nextToken }),
  };
}

/** The page in an answer; one without items may leave its list out. */
export function pageIn<Item>(body: JsonObject, key: string, read: (item: JsonObject) => Item): Page<Item> {
  const { [key]: list, nextToken } = body;
  const items = Array.isArray(list) ? list.filter(isJsonObject).map(read) : [];
  return { items, ...(typeof nextToken === "string" && nextToken !== "" && { nextToken }) };
}
