// node kit-instance.cjs commonjs|module
// An instance of a function made with the installed kit, called as Function Compute calls it: by an event runtime of this
// Node's age, and on a custom runtime. Prints `refused: WHY`, or `ready EVENT_PORT CUSTOM_PORT` and then what happens.
const { createServer } = require("node:http");

/**
 * @import { AddressInfo } from "node:net"
 * @import { Task } from "../packages/function-kit/src/index.ts"
 */

/** @param {string} name */
const load = async (name) => (process.argv[2] === "module" ? import(name) : require(name));
const major = Number(process.versions.node.split(".")[0]);

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main() {
  const { defineFunction, handleTask } = await load("@fnfkit/function-kit");
  const audit = defineFunction({
    service: "shop",
    name: "audit",
    input: schema(({ orderId }) => typeof orderId === "string"),
    output: schema(({ approved }) => typeof approved === "boolean"),
    errors: ["AuditorUnavailable"],
    token: "auditToken",
  });
  /**
   * @param {{ orderId: string }} input
   * @param {Task} task
   */
  const work = async ({ orderId }, task) => {
    if (orderId === "throws") throw audit.error("AuditorUnavailable", "on holiday");
    if (orderId === "hangs") return new Promise(() => {});
    if (orderId === "defers") return task.defer();
    if (orderId !== "is ended") return { approved: true };
    console.log("begun");
    return new Promise((_, reject) => {
      task.signal.addEventListener("abort", () => reject(task.signal.reason));
    });
  };
  let handler;
  try {
    handler = handleTask(audit, work, { endpoint: process.env.FNF_ENDPOINT });
  } catch (error) {
    console.log(`refused: ${error}`);
    return;
  }
  if (Object.keys(require.cache).some((file) => file.includes("@alicloud"))) {
    throw new Error("The kit has loaded the vendor's client before there is anything to report.");
  }

  const { serve } = await load("@fnfkit/function-kit/serve");
  // The custom runtime's end is the instance's.
  const custom = await serve(handler, { port: 0, host: "127.0.0.1" });
  const events = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    /** @param {unknown} result */
    const succeed = (result) => response.end(JSON.stringify({ result }));
    /** @param {Error} error */
    const fail = ({ name, message }) =>
      response.end(JSON.stringify({ errorType: name, errorMessage: message }));
    const returned = handler(
      Buffer.concat(chunks),
      JSON.parse(`${request.headers["x-context"]}`),
      /** @type {(error: Error | null, result?: unknown) => void} */
      (error, result) => void (error ? fail(error) : succeed(result)),
    );
    // Older runtimes ignore what a handler returns.
    if (major >= 18) returned.then(succeed, fail);
  });
  events.listen(0, "127.0.0.1", () => {
    const { port } = /** @type {AddressInfo} */ (events.address());
    console.log(`ready ${port} ${custom.port}`);
  });
}

/** @param {(value: Record<string, unknown>) => boolean} fits */
function schema(fits) {
  /** @param {unknown} value */
  const validate = (value) => (fits(Object(value)) ? { value } : { issues: [{ message: "does not fit" }] });
  return { "~standard": { version: 1, vendor: "check", validate } };
}
