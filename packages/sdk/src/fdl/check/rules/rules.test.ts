import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseFindings } from "../../parse/parse-codes.ts";
import { parseFlow } from "../../parse/parse-flow.ts";
import type { Flow } from "../../tree/index.ts";
import { checkFlow } from "../check-flow.ts";
import { commentRules } from "../comment-rules.ts";
import { rules } from "./index.ts";

function example(code: string, kind: "bad" | "good") {
  const text = readFileSync(new URL(`${code}.${kind}.flow.yml`, import.meta.url), "utf8");
  const { flow, diagnostics, source } = parseFlow(text, { templateTags: "keep" });
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return { text, flow, found: [...diagnostics, ...checkFlow(flow, { source })] };
}

/** What the comments below the lines say: `#   ^ code` points at a column of the line above, `#< code` at the first. */
function marksIn(text: string): readonly string[] {
  const marks: string[] = [];
  let marked = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const [, before, code] = /^( *#(?:<| *\^)) ([a-z0-9.-]+)$/.exec(line) ?? [];
    if (before === undefined) marked = index + 1;
    else marks.push(`${code} ${marked}:${before.endsWith("<") ? 1 : before.length}`);
  }
  return marks.sort();
}

/** The flow with every text of its own, and not of the language, made very long. */
function withLongTexts(flow: Flow): Flow {
  const languages = ["type", "version", "pattern", "InvocationType"];
  return JSON.parse(JSON.stringify(flow), (key, value) =>
    typeof value === "string" && !languages.includes(key) ? `${value}${"x".repeat(10_000)}` : value,
  ) as Flow;
}

// A mebibyte of text is made by a test of its own.
const withExamples = rules.map(({ code }) => code).filter((code) => code !== "flow-too-large");

describe.each(withExamples)("%s", (code) => {
  it("finds what is marked in its bad example, and nothing else is found there", () => {
    const { text, found } = example(code, "bad");

    const places = found.map(({ code, line, column }) => `${code} ${line}:${column}`).sort();
    expect(places).toEqual(marksIn(text));
    expect(found.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it("finds nothing in its good example, which the service would take", () => {
    const { found } = example(code, "good");

    expect(found.filter((diagnostic) => diagnostic.code === code)).toEqual([]);
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("a message", () => {
  it("is short, however long the names and texts are that it is about", () => {
    const found = withExamples.flatMap((code) => checkFlow(withLongTexts(example(code, "bad").flow)));

    expect(found.length).toBeGreaterThan(withExamples.length);
    expect(found.filter(({ message }) => message.length > 600)).toEqual([]);
  });
});

describe("the rules", () => {
  it("have codes of their own, in order", () => {
    const codes = rules.map(({ code }) => code);

    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it("are the rows of the published tables", async () => {
    const all = [...rules, ...commentRules];
    const rows = all.map(
      ({ code, severity, summary, evidence }) => `| \`${code}\` | ${severity} | ${summary} | ${evidence} |`,
    );

    const ofParsing = parseFindings.map(
      ({ code, severity, summary }) => `| \`${code}\` | ${severity} | ${summary} |`,
    );

    await expect(
      `${introduction}${rows.join("\n")}\n${parsing}${ofParsing.join("\n")}\n`,
    ).toMatchFileSnapshot("../../../../../../docs/rules.md");
  });
});

const introduction = `# Rules

What \`checkFlow\` of \`@fnfkit/sdk/fdl\` finds in a flow. This page is made from the rules; each has a bad and a good example beside its code, in
\`packages/sdk/src/fdl/check/rules\`.

A rule is an \`error\` only where the service's documents say that it refuses such a flow, or that such a flow cannot run. The evidence says what a rule rests on:
D, a page of the documents says so; S, the vendor's tools or samples show it; I, it follows from those; R, recalled; U, nothing is said.

Settings change how serious a rule is, or turn it off:

\`\`\`ts
checkFlow(flow, { source, rules: { "callback-timeout-missing": "error", "step-name": "off" } });
\`\`\`

A comment in the text suppresses what is found on one line, or in the whole text. A reason may follow after \`--\`.

\`\`\`yaml
# fnfkit-ignore-file callback-timeout-missing -- operators watch these
version: v1
type: flow
steps:
  # fnfkit-ignore step-name, step-unreachable -- the next line that is neither blank nor a comment
  - { type: pass, name: 1st }
  - type: wait
    name: 2nd # fnfkit-ignore step-name -- this line
    duration: 60
\`\`\`

What is found on a step as a whole stands on its first line, as the comment above \`- type: …\` sees it; what is found on an attribute stands on the attribute's own line.
The warnings of \`parseFlow\` (e.g. \`unknown-key\`) are suppressed in the same way.

| code | severity | what it finds | evidence |
|---|---|---|---|
`;

const parsing = `
## What \`parseFlow\` finds

An error of these leaves no flow to check: a text with one is no flow. Only comments suppress the warnings; they have no settings.

| code | severity | what it finds |
|---|---|---|
`;
