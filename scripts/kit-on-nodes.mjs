// node --conditions=@fnfkit/source --import tsx scripts/kit-on-nodes.mjs TARBALLS [MAJOR…]
// Installs the packed kit and runs functions made with it on every Node that Function Compute has, and on newer ones, against
// the embedded clouds on a local port.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { audit, mapsToken, startAudit } from "../packages/function-kit/test/support/audit.ts";
import { headersOf } from "../packages/function-kit/test/support/headers.ts";
import { FlowClient } from "../packages/sdk/src/index.ts";
import { setupClouds } from "../packages/testing/src/index.ts";
import { nodeCompanion, root, toolEnvironment } from "./workspace.mjs";

/** @import { FunctionHandler } from "../packages/testing/src/index.ts" */

const [tarballFolder = "", ...given] = process.argv.slice(2);
const majors = given.length > 0 ? given : ["14", "16", "18", "20", "22", "24"];
const tarball = readdirSync(tarballFolder).find((name) => name.includes("function-kit")) ?? "";

const folder = mkdtempSync(join(tmpdir(), "fnfkit-nodes-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "package.json"), '{"private":true}');
const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
const installed = spawnSync(nodeCompanion("npm"), ["install", ...quietly, resolve(tarballFolder, tarball)], {
  cwd: folder,
  env: toolEnvironment(),
  stdio: ["ignore", "ignore", "inherit"],
});
if (installed.status !== 0) throw new Error("Failed to install the packed kit.");
copyFileSync(join(root, "scripts", "kit-instance.cjs"), join(folder, "instance.cjs"));

const clouds = setupClouds();
const server = await clouds.serve();
const flows = new FlowClient({ ...clouds.config, endpoint: server.url });

for (const major of majors) {
  for (const format of ["commonjs", "module"]) {
    const instance = start(major, format);
    const first = await instance.line();
    if (major === "14") {
      const isTold = first.startsWith("refused:") && first.includes("nodejs16");
      check(`Node ${major} is refused in words, as ${format}`, isTold, true);
      await instance.exit;
      continue;
    }
    const [, events, custom] = first.split(" ");
    await runOn(`Node ${major} as ${format}`, byEvents(Number(events)));
    await runOn(`Node ${major} as ${format} on a custom runtime`, byCustom(Number(custom)));
    await endOn(`Node ${major} as ${format}`, instance, byCustom(Number(custom)));
  }
}
await server.close();
clouds.close();

/**
 * @param {string} where
 * @param {FunctionHandler} handler
 */
async function runOn(where, handler) {
  const declared = { error: "AuditorUnavailable" };
  await expectEnd(where, handler, "succeeds", { output: { approved: true } });
  await expectEnd(where, handler, "throws", declared);
  await expectEnd(where, handler, "hangs", { error: "FunctionDeadlineExceeded" });
  await expectEnd(where, handler, "does not fit", { error: "InvalidInput" }, { orderId: "$input" });
  const deferred = await begin(handler, "defers");
  await clouds.pending("audit");
  await until(() => clouds.calls(audit).at(-1)?.outcome?.kind === "succeeded");
  clouds.succeed("audit", { approved: true });
  check(`${where}: defers`, await deferred.end(), { output: { approved: true } });
  await expectEnd(where, handler, "succeeds", { output: { approved: true } }, {}, "sync");
  await expectEnd(where, handler, "throws", declared, {}, "sync");

  const mend = clouds.faults.add({ action: "ReportTaskSucceeded", fault: "throttle" });
  const undelivered = await begin(handler, "is not delivered");
  await until(() => clouds.calls(audit).at(-1)?.outcome !== undefined);
  mend();
  const { outcome } = clouds.calls(audit).at(-1) ?? {};
  check(
    `${where}: fails when its report is not delivered`,
    outcome?.kind === "failed" && outcome.errorType,
    "ReportUndeliveredError",
  );
  clouds.succeed("audit", { approved: true });
  await undelivered.end();
  clouds.reset();
}

/**
 * @param {string} where
 * @param {ReturnType<typeof start>} instance
 * @param {FunctionHandler} handler
 */
async function endOn(where, instance, handler) {
  const { end } = await begin(handler, "is ended");
  await instance.line("begun");
  instance.end();
  const { error } = await end();
  check(`${where}: SIGTERM is reported`, error, "FunctionDeadlineExceeded");
  check(`${where}: SIGTERM ends the process well`, await instance.exit, 0);
  await until(() => clouds.calls(audit).at(-1)?.outcome !== undefined);
  clouds.reset();
}

/**
 * @param {string} where
 * @param {FunctionHandler} handler
 * @param {string} orderId
 * @param {{ output?: object, error?: string }} expected
 * @param {Record<string, string>} [mapped]
 * @param {"sync" | "waitForCallback"} [pattern]
 */
async function expectEnd(where, handler, orderId, expected, mapped = {}, pattern = "waitForCallback") {
  const { end } = await begin(handler, orderId, mapped, pattern);
  const { output, error } = await end();
  check(`${where}: ${orderId}, ${pattern}`, error === undefined ? { output } : { error }, expected);
}

/**
 * @param {FunctionHandler} handler
 * @param {string} orderId
 * @param {Record<string, string>} [mapped]
 * @param {"sync" | "waitForCallback"} [pattern]
 */
function begin(handler, orderId, mapped = {}, pattern = "waitForCallback") {
  clouds.deploy(audit, handler, { maxAsyncRetryAttempts: 0, timeoutSeconds: 86_400 });
  const token = pattern === "waitForCallback" ? mapsToken : {};
  return startAudit(flows, pattern, { orderId, ...token, ...mapped });
}

/**
 * An event function's context, with a time-out of half a second.
 *
 * @param {number} port
 * @returns {FunctionHandler}
 */
function byEvents(port) {
  return async (event, context) => {
    const short = { ...context, function: { ...context.function, timeout: 0.5 } };
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { "x-context": JSON.stringify(short) },
      body: new Uint8Array(event),
    });
    return answered(/** @type {Answer} */ (await response.json()));
  };
}

/**
 * @param {number} port
 * @returns {FunctionHandler}
 */
function byCustom(port) {
  return async (event, context) => {
    const isEnded = `${event}`.includes("is ended");
    const response = await fetch(`http://127.0.0.1:${port}/invoke`, {
      method: "POST",
      headers: { ...headersOf(context), ...(!isEnded && { "x-fc-function-timeout": "0.5" }) },
      body: new Uint8Array(event),
    });
    const body = await response.json();
    return answered(response.status === 200 ? { result: body } : /** @type {Answer} */ (body));
  };
}

/** @typedef {{ result?: unknown, errorType?: string, errorMessage?: string }} Answer */

/** @param {Answer} answer */
function answered({ result, errorType = "Error", errorMessage }) {
  if (errorMessage === undefined) return result;
  throw new ({ [errorType]: class extends Error {} }[errorType] ?? Error)(errorMessage);
}

/**
 * @param {string} major
 * @param {string} format
 */
function start(major, format) {
  const script = [join(root, "scripts", "with-node.mjs"), major, "--", "node", "instance.cjs", format];
  const child = spawn(process.execPath, script, {
    cwd: folder,
    env: { ...toolEnvironment(), FNF_ENDPOINT: server.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    exit: once(child, "exit").then(([code]) => code),
    end: () => child.kill("SIGTERM"),
    /** @param {string} [wanted] */
    async line(wanted) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`Failed to run the kit on Node ${major} as ${format}: it has ended.`);
        if (wanted === undefined || value === wanted) return value;
      }
    },
  };
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  const giveUpAt = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > giveUpAt)
      throw new Error("Failed to run the kit: what was awaited did not come.");
    await new Promise((next) => setTimeout(next, 5));
  }
}

/**
 * @param {string} what
 * @param {unknown} actual
 * @param {unknown} expected
 */
function check(what, actual, expected) {
  const ok = JSON.stringify(actual) === JSON.stringify(expected);
  console.log(`${ok ? "ok  " : "FAIL"} ${what}`);
  if (ok) return;
  console.log(`  got ${JSON.stringify(actual)}\n  not ${JSON.stringify(expected)}`);
  process.exitCode = 1;
}
