import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./workspace.mjs";

/** Runs vitest on test files, given by name, and returns how it ended. */
function runVitest(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "fnfkit-reporter-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, `${name}.test.js`), code);
  const reporters = ["default", join(root, "scripts", "plain-line-reporter.mjs")];
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const { status, stdout } = spawnSync(
    process.execPath,
    [vitest, "run", "--globals", "--root", folder, ...reporters.map((name) => `--reporter=${name}`)],
    { encoding: "utf8" },
  );
  return { status, lastLine: stdout.split("\n").at(-2) };
}

test("whatever makes a run fail is counted", () => {
  const run = runVitest({
    passes: "test('a', () => {}); test('b', () => {}); test.skip('c', () => {})",
    fails: "test('a', () => { throw new Error() })",
    doesNotLoad: "throw new Error()",
    hasABadHook: "describe('x', () => { beforeAll(() => { throw new Error() }); test('a', () => {}) })",
    isEmpty: "",
    rejects: "test('a', () => { Promise.reject(new Error()) })",
  });

  expect(run).toEqual({ status: 1, lastLine: "3 passed, 5 failed, 2 skipped" });
}, 60_000);

test("a run that finds no test has failed", () => {
  expect(runVitest({})).toEqual({ status: 1, lastLine: "0 passed, 1 failed" });
}, 60_000);
