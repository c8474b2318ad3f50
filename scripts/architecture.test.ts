import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IConfiguration, type ICruiseResult } from "dependency-cruiser";
import { describe, expect, onTestFinished, test } from "vitest";
import rules from "../.dependency-cruiser.mjs";
import { root } from "./workspace.mjs";

const { forbidden, options }: IConfiguration = rules;

/** What is wrong between the packages below a folder, a line each. */
async function violations(baseDir: string): Promise<readonly string[]> {
  const result = await cruise(["packages"], {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: forbidden ?? [] },
  });
  const { summary } = result.output as ICruiseResult;
  return summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from}${from === to ? "" : ` → ${to}`}`,
  );
}

test("every import goes the way the architecture says", async () => {
  expect(await violations(root)).toEqual([]);
}, 60_000);

describe("an import that goes the wrong way is found:", () => {
  const flow = "packages/sdk/src/flow/x.ts";
  const engine = "packages/testing/src/engine/x.ts";
  const fnf = "@alicloud/fnf-2019-03-15";

  test.each([
    ["a flow that parses", flow, "../fdl/parse.ts", "arrows of sdk/flow"],
    [
      "a contract that calls",
      "packages/sdk/src/contract/x.ts",
      "../transport/y.ts",
      "arrows of sdk/contract",
    ],
    [
      "a kit with clients",
      "packages/function-kit/src/x.ts",
      "../../sdk/src/client/y.ts",
      "arrows of function-kit",
    ],
    ["an engine in the clouds", engine, "../clouds/y.ts", "arrows of testing/engine"],
    ["an engine on the wire", engine, "node:http", "the language never sees the network"],
    ["clouds that know MSW", "packages/testing/src/clouds/x.ts", "msw", "home of msw"],
    ["a client with its own transport", "packages/sdk/src/client/x.ts", fnf, `home of ${fnf}`],
    [
      "a vendor's client loaded at once",
      "packages/sdk/src/transport/x.ts",
      fnf,
      "clients are loaded when first used",
    ],
    ["a flow that loads zod", flow, "zod", "contracts and flows load no parser"],
    ["a package that is not there", flow, "lodash", "everything resolves"],
    ["a file that nobody imports", flow, "./y.ts", "nothing is left over"],
    ["a circle", flow, "./x.ts", "no cycles"],
  ])("%s", async (_story, from, imported, rule) => {
    const folder = mkdtempSync(join(tmpdir(), "fnfkit-arrows-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    write("packages/sdk/src/index.ts", "export {};");
    if (imported.startsWith(".")) write(join(dirname(from), imported), "export const y = 1;");
    write(from, `import "${imported}"; export const x = 1;`);

    const found = await violations(folder);

    expect(found).toContainEqual(expect.stringMatching(`^${rule}: ${from}`));
  });
});
