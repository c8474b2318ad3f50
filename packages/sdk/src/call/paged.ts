/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent on the last one. */
  readonly nextToken?: string;
}

/** Which page of a list. */
export interface PageOptions {
  /** Where the page begins: what the page before said. Default: the beginning. */
  readonly nextToken?: string;
  /** How many items at most. Default: the service's own. */
  readonly limit?: number;
}

/**
 * A list that the service answers page by page. Nothing is sent before it is read; each reading starts anew.
 *
 * @example
 * for await (const job of functions.jobs(reserve, { status: "Failed" })) console.log(job.id);
 */
export interface Paged<Item> extends AsyncIterable<Item> {
  /** One page. */
  page(options?: PageOptions): Promise<Page<Item>>;
  /** All pages, one after another. */
  pages(options?: PageOptions): AsyncIterable<Page<Item>>;
}

/** Makes a list of the call that answers one page of it. */
export function paged<Item>(load: (options: PageOptions) => Promise<Page<Item>>): Paged<Item> {
  async function* pages({ nextToken, ...options }: PageOptions = {}): AsyncGenerator<Page<Item>> {
    let from = nextToken;
    do {
      const page = await load({ ...options, ...(from !== undefined && { nextToken: from }) });
      yield page;
      from = page.nextToken;
    } while (from !== undefined);
  }
  return {
    page: async (options = {}) => load(options),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
}
