import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { usage } from "../../src/local/local-options.ts";

const root = join(import.meta.dirname, "../../../..");
const page = readFileSync(join(root, "docs/local-server.md"), "utf8");
// The page's files, as vitest.config.ts has written them.
const code = join(root, "examples/pages/local-server");

/** The options of the page's command, on any free port. */
function optionsOfCommand(): readonly string[] {
  const [, options = ""] = /^npx -p @fnfkit\/testing fnf-local ((?:.*\\\n)*.*)$/m.exec(page) ?? [];
  const args = options.replaceAll("\\\n", " ").trim().split(/\s+/);
  return args.map((arg, index) => (args[index - 1] === "--port" ? "0" : arg));
}

function node(...args: readonly string[]): ChildProcess {
  // The vendor's clients are installed beside the tests, not beside the page's code.
  const env = { ...process.env, NODE_PATH: join(root, "packages/testing/node_modules") };
  return spawn(process.execPath, ["--conditions=@fnfkit/source", "--import", "tsx", ...args], {
    ...{ cwd: code, env, stdio: ["ignore", "pipe", "pipe"] },
  });
}

let server: ChildProcess;
let url = "";
beforeAll(async () => {
  server = node(join(root, "packages/testing/src/local/main.ts"), ...optionsOfCommand());
  for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
    url = /^listening on (\S+)$/.exec(line)?.[1] ?? "";
    break;
  }
}, 60_000);
afterAll(async () => {
  const exited = once(server, "exit");
  server.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
});

test.each(["fnf.cjs", "fc2.cjs", "openapi.cjs", "fnfkit.mjs"])(
  "%s of the page prints what the page says",
  async (file) => {
    const [, promised] = /console\.log\(.*\); \/\/ (.*)$/m.exec(readFileSync(join(code, file), "utf8")) ?? [];

    const client = node(file, url);
    const [said, complaints] = await Promise.all([client.stdout, client.stderr].map(all));

    expect([said?.trim(), complaints]).toEqual([promised, ""]);
  },
  60_000,
);

test("the page names every option", () => {
  const options = usage.match(/--[a-z-]+/g) ?? [];

  expect(options).toContain("--speed");
  expect(options.filter((option) => !page.includes(`\`${option}\``))).toEqual([]);
});

function all(stream: NodeJS.ReadableStream | null): Promise<string> {
  return text(stream as NodeJS.ReadableStream);
}
