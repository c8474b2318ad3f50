/** What the function kit costs a function, beside what functions on another cloud are wrapped with. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import { buildKit, bundledBytes } from "./built-kit.ts";
import { type Cost, measure, type Outcome } from "./measure.ts";
import { printCosts, printTarget, ratioOf, round } from "./report.ts";

const budgetMs = 6_000;
const imports = 15;
const most = { importRatio: 1, bundleBytes: 8 * 1_024, overheadRatio: 1 };

const folder = buildKit();
const kitFile = join(folder, "index.js");
const peers = ["@middy/core", "@aws-lambda-powertools/logger", "@aws-lambda-powertools/batch"];

printImports();
await printBundles();
await printInvocations();

/** Imports each in a process of its own, in turns. */
function printImports(): void {
  const modules = new Map([
    ["@fnfkit/function-kit", pathToFileURL(kitFile).href],
    ...peers.map((name) => [name, import.meta.resolve(name)] as const),
  ]);
  const samples = new Map<string, Cost[]>([...modules].map(([name]) => [name, []]));
  for (let round = 0; round < imports; round++) {
    for (const [name, url] of modules) samples.get(name)?.push(importCost(url));
  }
  const outcomes = new Map([...samples].map(([name, costs]) => [name, medianOf(costs)]));
  printCosts(`kit: import, a new process each, median of ${imports}`, outcomes);
  const [own, first] = [...outcomes.values()];
  printTarget({
    ...{ name: "import beside @middy/core", value: ratioOf(own, first) },
    ...{ most: most.importRatio, unit: "×" },
  });
}

function importCost(url: string): Cost {
  const script = `const cpu = process.cpuUsage(), wall = performance.now();
    await import(${JSON.stringify(url)});
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ cpu: (user + system) / 1_000, wall: performance.now() - wall }));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }),
  );
}

function medianOf(costs: readonly Cost[]): Cost {
  const middle = (pick: (cost: Cost) => number) =>
    costs.map(pick).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;
  return { cpu: middle(({ cpu }) => cpu), wall: middle(({ wall }) => wall) };
}

/** What a cold start reads of a function that was bundled and minified. */
async function printBundles(): Promise<void> {
  const line = `export { handleTask } from ${JSON.stringify(kitFile)};`;
  const vendor = ["@alicloud/*"];
  const own = await bundledBytes(line, [...vendor, "./conclude.js", "./http-trigger.js"]);
  const rows = {
    "handleTask, until it has something to report": { bytes: own },
    "handleTask and all that it may load": { bytes: await bundledBytes(line, vendor) },
  };
  const others = peers.map(async (name) => {
    const exports = name === "@middy/core" ? "{ default }" : "*";
    return [name, { bytes: await bundledBytes(`export ${exports} from "${name}";`, []) }];
  });
  console.log("\nkit: bundled and minified");
  console.table({ ...rows, ...Object.fromEntries(await Promise.all(others)) });
  printTarget({ name: "bytes of handleTask, bundled and minified", value: own, most: most.bundleBytes });
}

/** What wrapping adds to one invocation that has nothing to report. */
async function printInvocations(): Promise<void> {
  const { defineFunction, handleTask }: typeof import("@fnfkit/function-kit") = await import(kitFile);
  const anything = {
    "~standard": { version: 1, vendor: "bench", validate: (value: unknown) => ({ value }) },
  };
  const contract = defineFunction({ name: "audit", input: anything as never, output: anything as never });
  const work = async ({ orderId }: { readonly orderId: string }) => ({ approved: true, by: orderId });

  const event = { orderId: "42" };
  const bytes = Buffer.from(JSON.stringify(event));
  const context = { requestId: "request-1", region: "cn-hangzhou", function: { name: "audit", timeout: 60 } };
  const lambdaContext = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 60_000 } as never;
  const record = { messageId: "1", body: bytes.toString() } as never;
  const batch = { Records: [record] };

  const wrapped = handleTask(contract, work as never);
  const withMiddy = middy(work as never) as (event: object, context: never) => Promise<unknown>;
  const processor = new BatchProcessor(EventType.SQS);
  const recordHandler = ({ body }: { readonly body: string }) => work(JSON.parse(body));
  const outcomes = await measure(
    [
      { name: "handleTask", run: () => wrapped(bytes, context) },
      { name: "the handler alone, given bytes", run: () => work(JSON.parse(bytes.toString())) },
      { name: "@middy/core", run: () => withMiddy(event, lambdaContext) },
      { name: "the handler alone, given an object", run: () => work(event) },
      {
        name: "@aws-lambda-powertools/batch, one record",
        run: () => processPartialResponse(batch, recordHandler, processor, { context: lambdaContext }),
      },
    ],
    budgetMs,
  );
  printCosts("kit: one invocation without a report", outcomes);
  const cpu = (name: string) => cpuOf(outcomes.get(name));
  const own = cpu("handleTask") - cpu("the handler alone, given bytes");
  const peer = cpu("@middy/core") - cpu("the handler alone, given an object");
  console.log(`what wrapping adds: ${round(own * 1_000)} µs; @middy/core: ${round(peer * 1_000)} µs`);
  printTarget({
    ...{ name: "what wrapping adds, beside @middy/core", value: own / peer },
    ...{ most: most.overheadRatio, unit: "×" },
  });
}

function cpuOf(outcome: Outcome | undefined): number {
  return outcome === undefined || "failure" in outcome ? Number.NaN : outcome.cpu;
}
