import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "conformance-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const wellFormed = {
  "flow.yml": "version: v1\ntype: flow\nsteps: []\n",
  "case.json": '{ "about": "An empty flow.", "sources": ["S 1"] }',
  "expected.json": '{ "status": "Succeeded", "output": {} }',
};

function write(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const inCase = (files: { readonly [file: string]: string }, section = "a1-flow") =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${section}/empty/${file}`, text]));

test("a case needs no more than its flow, what it is about and what must come of it", () => {
  write(inCase(wellFormed));

  expect(readCases(folder)).toMatchObject([
    { name: "a1-flow/empty", about: "An empty flow.", input: {}, functions: {}, script: [], otherFlows: {} },
  ]);
});

test("a case may have flows beside its own, and a script", () => {
  const script = [{ advance: "2h" }, { succeed: { step: "ask", output: {} } }];
  write(
    inCase({
      ...wellFormed,
      "child.flow.yml": "steps",
      "case.json": JSON.stringify({ about: "x", sources: ["D 1"], script }),
    }),
  );

  expect(readCases(folder)).toMatchObject([{ otherFlows: { child: "steps" }, script }]);
});

const answer = (functions: unknown) => ({ "functions.json": JSON.stringify(functions) });
const expected = (value: unknown) => ({ "expected.json": JSON.stringify(value) });

test.each<[string, { readonly [file: string]: string }, string[]]>([
  ["a misspelt key", expected({ status: "Succeeded", output: {}, step: [] }), ["expected.json", "step"]],
  ["an unknown status", expected({ status: "Done" }), ["expected.json", "status"]],
  ["no output of what has succeeded", expected({ status: "Succeeded" }), ["expected.json", "output"]],
  [
    "an output of what has failed",
    expected({ status: "Failed", error: "", output: {} }),
    ["expected.json", "output"],
  ],
  ["no error of what has failed", expected({ status: "Failed" }), ["expected.json", "error"]],
  [
    "two orders of steps",
    expected({ status: "Succeeded", output: {}, steps: [], stepsInAnyOrder: [] }),
    ["expected.json", "stepsInAnyOrder"],
  ],
  ["an answer that says two things", answer({ f: [{ return: 1, text: "" }] }), ["functions.json", "f.0"]],
  ["an answer that says nothing", answer({ f: [{ times: 2 }] }), ["functions.json", "f.0"]],
  ["an unknown kind of answer", answer({ "s/f": [{ returns: 1 }] }), ["functions.json", "s/f.0", "returns"]],
  [
    "a function by its resource name",
    answer({ "acs:fc:::f": [{ return: 1 }] }),
    ["functions.json", "acs:fc:::f"],
  ],
  ["an input that is no object", { "input.json": "[]" }, ["input.json"]],
  ["what is no JSON", { "input.json": "{ a: 1 }" }, ["input.json", "no JSON"]],
  [
    "a source without a mark",
    { "case.json": '{ "about": "x", "sources": ["1"] }' },
    ["case.json", "sources.0"],
  ],
  [
    "sources of another section",
    { "case.json": '{ "about": "x", "sources": ["D 2.1"] }' },
    ["case.json", "sources"],
  ],
  [
    "an action that nobody knows",
    { "case.json": '{ "about": "x", "sources": ["D 1"], "script": [{ "wait": 1 }] }' },
    ["case.json", "script.0"],
  ],
  ["a file that no case has", { "functions.yml": "" }, ["functions.yml"]],
])("%s is refused with the file's name and the key", (_what, files, parts) => {
  write(inCase({ ...wellFormed, ...files }));

  const read = () => readCases(folder);

  for (const part of ["a1-flow/empty", ...parts]) expect(read).toThrow(part);
});

test("a missing file is told", () => {
  const { "flow.yml": _flow, ...others } = wellFormed;
  write(inCase(others));

  expect(() => readCases(folder)).toThrow("a1-flow/empty/flow.yml");
});

test("a folder that is no section's is told", () => {
  write(inCase(wellFormed, "flow"));

  expect(() => readCases(folder)).toThrow("a2-1-task");
});
