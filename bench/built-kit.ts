import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const workspace = join(import.meta.dirname, "..");

/** Builds the kit as it is published, into a folder that is removed when the process ends. */
export function buildKit(): string {
  return buildPackage("function-kit");
}

/** Builds a package as it is published, into a folder that is removed when the process ends. */
export function buildPackage(name: string): string {
  const source = join(workspace, "packages", name);
  const folder = mkdtempSync(join(tmpdir(), "fnfkit-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  execFileSync(join(workspace, "node_modules/.bin/tsup"), ["--no-dts", "--out-dir", folder], {
    cwd: source,
    stdio: ["ignore", "ignore", "inherit"],
  });
  writeFileSync(join(folder, "package.json"), '{"type":"module","sideEffects":false}');
  symlinkSync(join(source, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** What is used of esbuild, which tsup brings along. */
interface Bundler {
  build(options: object): Promise<{ readonly outputFiles: readonly { readonly contents: Uint8Array }[] }>;
}

const fromTsup = createRequire(createRequire(import.meta.url).resolve("tsup"));
const esbuild: Bundler = fromTsup("esbuild");

/**
 * The bytes that a function's own bundle has, minified: of what is loaded at once.
 *
 * @param line - what the function imports
 * @param late - what it imports later, or is on the machine already
 */
export async function bundledBytes(line: string, late: readonly string[]): Promise<number> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: line, resolveDir: import.meta.dirname },
    ...{ bundle: true, minify: true, format: "esm", platform: "node", write: false },
    external: late,
  });
  return outputFiles.reduce((bytes, { contents }) => bytes + contents.length, 0);
}
