// node scripts/with-node.mjs 22 24 -- COMMAND ARGS…
// Runs one of the workspace's tools on other Node versions, which come from npm and stay in .cache/node.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { nodeCompanion, root, run, toolEnvironment } from "./workspace.mjs";

/** @type {Record<string, string>} */
const versions = { 14: "14.21.3", 16: "16.20.2", 18: "18.20.8", 20: "20.19.0", 22: "22.23.3", 24: "24.21.0" };

const separator = process.argv.indexOf("--");
const majors = process.argv.slice(2, separator);
for (const major of majors) {
  const { code } = await run(process.argv.slice(separator + 1), toolEnvironment(fetchNode(major)));
  if (code !== 0) process.exitCode = 1;
}

/**
 * The executable of a Node version.
 *
 * @param {string} major
 */
function fetchNode(major) {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(root, ".cache", "node", major);
  const executable = join(prefix, "node_modules", name, "bin", "node");
  if (!existsSync(executable)) {
    const quietly = ["--ignore-scripts", "--no-save", "--no-package-lock", "--loglevel=error"];
    const { status } = spawnSync(
      nodeCompanion("npm"),
      ["install", ...quietly, "--prefix", prefix, `${name}@${versions[major]}`],
      { env: toolEnvironment(), stdio: ["ignore", "ignore", "inherit"] },
    );
    if (status !== 0) throw new Error(`Failed to fetch Node ${major}: npm could not install ${name}.`);
  }
  return executable;
}
