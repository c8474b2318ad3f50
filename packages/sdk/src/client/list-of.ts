import type { CallOptions } from "../call/call-options.ts";
import { pageIn } from "../call/page-in.ts";
import { type Paged, paged } from "../call/paged.ts";
import type { JsonObject } from "../contract/json.ts";
import type { FnfCallOptions, FnfParams, FnfTransport } from "../transport/transport.ts";

/** One action that lists. */
export interface ListAction<Item> {
  readonly action: string;
  readonly params: FnfParams;
  /** The field of the answer that holds the items. */
  readonly key: string;
  readonly read: (item: JsonObject) => Item;
  /** How many to ask for at once. Default: what the service gives by itself, 60. */
  readonly pageSize?: number;
}

/** A list, which is asked for page by page as it is read; `options` are for each page. */
export function listOf<Item>(
  transport: FnfTransport,
  { action, params, key, read, pageSize }: ListAction<Item>,
  options: CallOptions & FnfCallOptions,
): Paged<Item> {
  return paged(async ({ nextToken, limit = pageSize }) => {
    const answer = await transport.call(action, { ...params, Limit: limit, NextToken: nextToken }, options);
    return pageIn(answer[key], answer.NextToken, read);
  });
}
