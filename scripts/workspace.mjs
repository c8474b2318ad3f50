import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The pinned package manager, e.g. `pnpm@10.34.9`. */
export const packageManager = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;

/**
 * An environment in which the workspace's tools and this very Node come first.
 * What npm tells its scripts is left out: a tool that starts npm or pnpm would take it for its own settings.
 *
 * @param {string} node the Node executable that the tools run on
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(node = process.execPath) {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_(config|package)_/.test(name));
  const path = [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH ?? ""];
  return { ...Object.fromEntries(own), PATH: path.join(delimiter) };
}

/**
 * `npm` or `npx` as it came with this Node, or else the one on the PATH.
 *
 * @param {"npm" | "npx"} name
 */
export function nodeCompanion(name) {
  const sibling = join(dirname(process.execPath), name);
  return existsSync(sibling) ? sibling : name;
}

/**
 * Runs a command on this terminal and passes signals on to it. The command `pnpm` is the pinned one.
 *
 * @param {readonly string[]} commandLine
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export function run([command = "", ...args], env = toolEnvironment()) {
  const [file, ...rest] =
    command === "pnpm" ? [nodeCompanion("npx"), "-y", packageManager, ...args] : [command, ...args];
  const child = spawn(file, rest, { env, stdio: "inherit" });
  // A terminal sends ^C to the whole group by itself.
  const interrupt = () => process.stdin.isTTY || child.kill("SIGINT");
  const terminate = () => child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGINT", interrupt).off("SIGTERM", terminate);
      resolve({ code, signal });
    });
  });
}
