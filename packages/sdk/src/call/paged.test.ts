import { describe, expect, test } from "vitest";
import { type PageOptions, paged } from "./paged.ts";

/** A list of five, at most two a page unless another limit is asked for. */
function fiveLetters() {
  const asked: PageOptions[] = [];
  const list = paged<string>(async (options) => {
    asked.push(options);
    const { nextToken = "0", limit = 2 } = options;
    const next = Number(nextToken) + limit;
    return {
      items: [..."abcde"].slice(Number(nextToken), next),
      ...(next < 5 && { nextToken: String(next) }),
    };
  });
  return { list, asked };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe("a list", () => {
  test("asks for nothing before it is read", () => {
    expect(fiveLetters().asked).toEqual([]);
  });

  test("pages by itself, each time from the beginning", async () => {
    const { list, asked } = fiveLetters();

    expect((await all(list)).join("")).toBe("abcde");
    expect((await all(list)).join("")).toBe("abcde");
    expect(asked.slice(0, 3)).toEqual([{}, { nextToken: "2" }, { nextToken: "4" }]);
  });

  test("asks for no more pages than are read", async () => {
    const { list, asked } = fiveLetters();

    for await (const letter of list) if (letter === "b") break;

    expect(asked).toHaveLength(1);
  });

  test("gives one page", async () => {
    const { list } = fiveLetters();

    expect(await list.page()).toEqual({ items: ["a", "b"], nextToken: "2" });
    expect(await list.page({ nextToken: "4", limit: 2 })).toEqual({ items: ["e"] });
  });

  test("gives its pages from anywhere, as large as wanted", async () => {
    const { list } = fiveLetters();

    expect(await all(list.pages({ nextToken: "1", limit: 3 }))).toEqual([
      { items: ["b", "c", "d"], nextToken: "4" },
      { items: ["e"] },
    ]);
  });

  test("fails as the page fails that it is at", async () => {
    const list = paged<string>(({ nextToken }) =>
      nextToken === undefined
        ? Promise.resolve({ items: ["a"], nextToken: "1" })
        : Promise.reject(new RangeError("gone")),
    );
    const read: string[] = [];

    const reading = (async () => {
      for await (const letter of list) read.push(letter);
    })();

    await expect(reading).rejects.toThrow("gone");
    expect(read).toEqual(["a"]);
  });
});
