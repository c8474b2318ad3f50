import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@fnfkit/sdk/contract";
import type { z } from "zod";
import {
  type Answer,
  caseSchema,
  type Expected,
  expectedSchema,
  functionsSchema,
  inputSchema,
  type ScriptedAction,
} from "./case-schemas.ts";

/** One case of the corpus, as its folder has it. */
export interface ConformanceCase {
  /** `section/case`. */
  readonly name: string;
  readonly about: string;
  /** The definition of the flow under test. */
  readonly flow: string;
  /** The definitions of other flows, by their names. */
  readonly otherFlows: { readonly [name: string]: string };
  readonly input: JsonObject;
  readonly functions: { readonly [label: string]: readonly Answer[] };
  readonly script: readonly ScriptedAction[];
  readonly expected: Expected;
}

const sectionName = /^a(\d)(?:-(\d))?-[a-z-]+$/;
const plainFiles = ["flow.yml", "case.json", "input.json", "functions.json", "expected.json"];
const flowFile = /^([A-Za-z_][\w-]*)\.flow\.yml$/;

/**
 * Reads the cases of a folder, which has a folder for each section and in it one for each case.
 *
 * @throws Error naming the file and the key when a case is not as it should be
 */
export function readCases(folder: string): readonly ConformanceCase[] {
  return readdirSync(folder).flatMap((section) => {
    const [, ...numbers] = sectionName.exec(section) ?? [];
    if (numbers.length === 0) throw malformed(section, 'a section\'s folder is named like "a2-1-task"');
    const number = numbers.filter((part) => part !== undefined).join(".");
    return readdirSync(join(folder, section)).map((name) => readCase(folder, `${section}/${name}`, number));
  });
}

function readCase(root: string, name: string, section: string): ConformanceCase {
  const folder = join(root, name);
  if (!statSync(folder).isDirectory()) throw malformed(name, "a case is a folder");
  const files = readdirSync(folder);
  const stray = files.find((file) => !plainFiles.includes(file) && !flowFile.test(file));
  if (stray !== undefined) throw malformed(`${name}/${stray}`, "a case has no such file");

  const text = (file: string) => {
    if (!existsSync(join(folder, file))) throw malformed(`${name}/${file}`, "the file is missing");
    return readFileSync(join(folder, file), "utf8");
  };
  const read = <Schema extends z.ZodType>(file: string, schema: Schema, missing?: z.input<Schema>) => {
    const isLeftOut = missing !== undefined && !files.includes(file);
    return parsed(`${name}/${file}`, schema, isLeftOut ? missing : json(`${name}/${file}`, text(file)));
  };

  const { about, sources, script = [] } = read("case.json", caseSchema);
  if (!sources.some((source) => source.endsWith(` ${section}`))) {
    throw malformed(`${name}/case.json: sources`, `none is of section ${section}`);
  }
  const otherFlows = files.flatMap((file) => {
    const [, flow] = flowFile.exec(file) ?? [];
    return flow === undefined ? [] : [[flow, text(file)]];
  });
  return {
    name,
    about,
    script,
    flow: text("flow.yml"),
    otherFlows: Object.fromEntries(otherFlows),
    input: read("input.json", inputSchema, {}),
    functions: read("functions.json", functionsSchema, {}),
    expected: read("expected.json", expectedSchema),
  };
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(file, `is no JSON: ${(error as Error).message}`);
  }
}

function parsed<Schema extends z.ZodType>(file: string, schema: Schema, value: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  throw malformed(file, problems.join("; "));
}

function malformed(where: string, what: string): Error {
  return new Error(`Failed to read a case: ${where}: ${what}.`);
}
