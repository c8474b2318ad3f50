import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./workspace.mjs";

const page = readFileSync(join(root, "docs/engine-decisions.md"), "utf8");
// Where the page says that its tests are.
const folders = ["packages/testing/src", "packages/testing/test", "packages/sdk/src"].map((folder) =>
  join(root, folder),
);

const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| question |"))
  .map((line) => {
    const [question = "", choice = "", mark = "", option = "", tests = "", ...more] = line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());
    return { question, choice, mark, option, tests, more };
  });

test("the page is one table in parts: the same five columns everywhere", () => {
  const heads = page.split("\n").filter((line) => line.startsWith("| question"));

  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(heads)).toEqual(new Set(["| question | choice | mark | option | test |"]));
  expect(new Set(rows.map(({ question }) => question)).size).toBe(rows.length);
});

describe.each(rows)("$question", ({ choice, mark, option, tests, more }) => {
  test("has a choice, a mark, and an option or a dash", () => {
    expect([choice, more]).toEqual([expect.stringMatching(/\S/), []]);
    expect(mark).toMatch(/^(own|[DOSIRU]( \([^)]+\))?(, [DOSIRU]( \([^)]+\))?)*)$/);
    expect(option).toMatch(/^(–|`[\w.{} ]+`( of the rule)?(, `[\w.]+`)*)$/);
  });

  test("is shown by tests that are there", () => {
    for (const named of tests.split("; ")) {
      const [, file = "", title = ""] = /^`([\w./-]+\.test\.ts)`: (.+)$/.exec(named) ?? [];
      const path = folders.map((folder) => join(folder, file)).find((path) => existsSync(path));
      expect(path, `the file of "${named}"`).toBeDefined();
      // A title may be written in code with escapes.
      expect(readFileSync(path as string, "utf8").replaceAll("\\", "")).toContain(title);
    }
  });
});
