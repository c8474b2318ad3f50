import type { PageOptions } from "../call/paged.ts";

/** What a request says of the page it wants. */
export function pageQuery({ limit, nextToken }: PageOptions): Readonly<Record<string, string>> {
  return {
    ...(limit !== undefined && { limit: String(limit) }),
    ...(nextToken !== undefined && { nextToken }),
  };
}
