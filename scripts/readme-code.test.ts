import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readmeCode, writeReadmeCode } from "./readme-code.mjs";

const readme = [
  "# Title",
  "```ts file=contracts.ts",
  "export const answer = `42`;",
  "```",
  "```sh",
  "npm test",
  "```",
  "```ts",
  "// a fragment",
  "```",
  "```ts file=order.test.ts",
  'import { answer } from "./contracts.ts";',
  "",
  "answer;",
  "```",
].join("\n");

test("blocks that name a file are code, others are prose", () => {
  expect([...readmeCode(readme)]).toEqual([
    ["contracts.ts", "export const answer = `42`;\n"],
    ["order.test.ts", 'import { answer } from "./contracts.ts";\n\nanswer;\n'],
  ]);
});

test("two files of one name are refused", () => {
  expect(() => readmeCode(readme + readme.replace("# Title", ""))).toThrow("contracts.ts");
});

test("a folder follows the text", () => {
  const folder = mkdtempSync(join(tmpdir(), "fnfkit-readme-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [markdown, code] = [join(folder, "README.md"), join(folder, "code")];
  writeFileSync(markdown, readme);
  writeReadmeCode(markdown, code);
  writeFileSync(markdown, readme.replaceAll("contracts.ts", "functions.ts"));

  writeReadmeCode(markdown, code);

  expect(readdirSync(code).sort()).toEqual(["functions.ts", "order.test.ts"]);
  expect(readFileSync(join(code, "order.test.ts"), "utf8")).toContain("./functions.ts");
});
