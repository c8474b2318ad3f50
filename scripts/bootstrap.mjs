// node scripts/bootstrap.mjs COMMAND ARGS…
// Installs the workspace when it has changed since the last time, then runs one of its tools.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeCompanion, packageManager, root, run, toolEnvironment } from "./workspace.mjs";

const stampFile = join(root, "node_modules", ".cache", "fnfkit-install");
const lockFile = join(root, ".cache", "install.lock");

if (!isInstalled()) await withLock(() => isInstalled() || install());
const { code, signal } = await run(process.argv.slice(2));
if (signal) process.kill(process.pid, signal);
process.exitCode = code ?? 1;

function isInstalled() {
  return readIfExists(stampFile) === stamp();
}

function stamp() {
  const packages = readdirSync(join(root, "packages")).map((name) => join("packages", name));
  const manifests = ["", "examples", "bench", ...packages].map((folder) => join(folder, "package.json"));
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests.sort()]) {
    hash.update(`\0${file}\0${readIfExists(join(root, file))}`);
  }
  return hash.digest("hex");
}

function install() {
  if (process.stderr.isTTY) console.error("Installing fnfkit's dependencies…");
  const { status, error, stdout, stderr } = spawnSync(
    nodeCompanion("npx"),
    ["-y", packageManager, "install", "--frozen-lockfile"],
    {
      cwd: root,
      encoding: "utf8",
      // CI: never ask, since nobody could answer.
      env: { ...process.env, PATH: toolEnvironment().PATH, CI: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  if (status !== 0) {
    console.error(
      `${stdout ?? ""}${stderr ?? ""}Failed to install the dependencies: ${error ?? "see above"}.`,
    );
    process.exit(1);
  }
  mkdirSync(join(stampFile, ".."), { recursive: true });
  writeFileSync(stampFile, stamp());
}

/**
 * Two installs at the same time would disturb each other: the second waits and then finds nothing left to do.
 *
 * @param {() => void} work
 */
async function withLock(work) {
  mkdirSync(join(lockFile, ".."), { recursive: true });
  while (!takeLock()) await sleep(200);
  process.on("exit", () => rmSync(lockFile, { force: true }));
  work();
  rmSync(lockFile, { force: true });
}

function takeLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isAlive(Number(readIfExists(lockFile)))) rmSync(lockFile, { force: true });
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @param {string} file */
function readIfExists(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
