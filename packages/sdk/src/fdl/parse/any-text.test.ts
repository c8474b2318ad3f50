import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { arbitraryFlow, arbitraryTaggedFlow } from "../../../test/support/arbitrary-flow.ts";
import { arbitraryChanges, changed } from "../../../test/support/changed-flow.ts";
import { checkFlow } from "../check/check-flow.ts";
import { printFlow } from "../print/print-flow.ts";
import { parseFlow } from "./parse-flow.ts";

// More of them on request: FNFKIT_INPUTS=100000 vitest run any-text
const inputs = Number(process.env.FNFKIT_INPUTS ?? 3_000);
const time = 30_000 + inputs * 10;
const ofEachKind = Math.ceil(inputs / 3);
// Making a flow takes longer than reading it: several texts come of each.
const ofEachFlow = 10;
const flows = Math.ceil(ofEachKind / ofEachFlow);
const several = { minLength: ofEachFlow, maxLength: ofEachFlow };

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const snippets = fc.constantFrom(
  ..."[ ] { } : - ? & * ! | > ' \" % @ ` # , ~ = << --- ... !Ref !!set !!binary &a *a |2- >+ \\u \\x4 0x ' # ".split(
    " ",
  ),
  ...[
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\n- ",
    ": ",
    "\ufeff",
    "\0",
    "\u0085",
    "\u2028",
    "\ud800",
    "steps:",
    "%YAML 1.1\n---\n",
  ],
  ...["goto: a", "$.a && ", "$input[", "(", "fnfkit-ignore", "!<tag:yaml.org,2002:int>", "&a [*a]", "<<: *a"],
);
const edits = fc.array(
  fc.record<Edit>({
    at: fc.nat(),
    remove: fc.nat(12),
    insert: fc.oneof(snippets, fc.string({ unit: "binary", maxLength: 3 })),
  }),
  { minLength: 1, maxLength: 5 },
);

function edited(text: string, changes: readonly Edit[]): string {
  return changes.reduce((now, { at, remove, insert }) => {
    const place = at % (now.length + 1);
    return now.slice(0, place) + insert + now.slice(place + remove);
  }, text);
}

/** Reads a text and checks the flow, if there is one. */
function readAndCheck(text: string, templateTags: "keep" | "reject"): void {
  const { flow, diagnostics, source } = parseFlow(text, { templateTags });

  expect(flow === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  expect(diagnostics.length).toBeLessThanOrEqual(101);
  if (flow !== undefined) checkFlow(flow, { source });
}

const tags = fc.constantFrom("keep" as const, "reject" as const);

describe("any text at all is answered with a flow or with an error, never with an exception", () => {
  const text = fc.oneof(
    fc.array(snippets, { maxLength: 40 }).map((parts) => parts.join("")),
    fc.string({ unit: fc.constantFrom(..."[]{}:-?&*!|>'\"%@#,\n\t a1~"), maxLength: 60 }),
    fc.string({ unit: "binary", maxLength: 60 }),
  );
  const tagged = fc.oneof(arbitraryFlow, arbitraryTaggedFlow);

  it(
    "when it is made of what YAML is made of",
    () => fc.assert(fc.property(text, tags, readAndCheck), { numRuns: ofEachKind }),
    time,
  );

  it(
    "when characters of a flow are changed",
    () =>
      fc.assert(
        fc.property(tagged, fc.array(edits, several), tags, (flow, variants, templateTags) => {
          const printed = printFlow(flow);
          for (const changes of variants) readAndCheck(edited(printed, changes), templateTags);
        }),
        { numRuns: flows },
      ),
    time,
  );

  it(
    "when the data of a flow is changed",
    () =>
      fc.assert(
        fc.property(
          arbitraryFlow,
          fc.array(arbitraryChanges, several),
          fc.boolean(),
          (flow, variants, isJson) => {
            for (const changes of variants) {
              const data = changed(flow, changes);
              readAndCheck(isJson ? JSON.stringify(data) : stringify(data), "reject");
            }
          },
        ),
        { numRuns: flows },
      ),
    time,
  );
});
