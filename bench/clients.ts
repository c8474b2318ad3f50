/** What the clients cost on top of the vendor's, which they send through; and what importing them costs. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildPackage } from "./built-kit.ts";
import type { Turn } from "./clients/caller.ts";
import { callers } from "./clients/callers.ts";
import { importCosts } from "./import-cost.ts";
import { type Cost, medianCost } from "./measure.ts";
import { printCosts, printTarget, ratioOf, round } from "./report.ts";

const turns = 15;
const warmUp: Turn = { calls: 1_000, atOnce: 50 };
const ways: { readonly [title: string]: Turn } = {
  "one after another": { calls: 200, atOnce: 1 },
  "50 at once": { calls: 400, atOnce: 50 },
};
const most = { callRatio: 1.1, importMs: 25, contractImportMs: 2 };

const folder = buildPackage("sdk");
printImports();
await printCalls();

/** What each entry of the built sdk costs a process beside what an empty file costs it. */
function printImports(): void {
  const entries = "index contract errors runtime transport reporter graph policy fdl".split(" ");
  const vendors = ["@alicloud/fnf-2019-03-15", "@alicloud/fc2", "@alicloud/openapi-client"];
  const { resolve } = createRequire(import.meta.url);
  const inFolder = (name: string) => pathToFileURL(join(folder, `${name}.js`)).href;
  for (const name of ["nothing", "empty"]) writeFileSync(join(folder, `${name}.js`), "");
  const outcomes = importCosts(
    new Map([
      ...["empty", ...entries].map((name) => [name, inFolder(name)] as const),
      ...vendors.map((name) => [name, pathToFileURL(resolve(name)).href] as const),
    ]),
    inFolder("nothing"),
  );
  const floor = outcomes.get("empty") ?? { cpu: Number.NaN, wall: Number.NaN };
  const costs = new Map(
    [...outcomes].map(([name, { cpu, wall }]) => [name, { cpu: cpu - floor.cpu, wall: wall - floor.wall }]),
  );
  costs.delete("empty");
  printCosts("clients: import, a new process each, beside an empty file", costs);
  const importMs = (name: string) => costs.get(name)?.cpu ?? Number.NaN;
  printTarget({ name: "import of @fnfkit/sdk, ms", value: importMs("index"), most: most.importMs });
  printTarget({
    name: "import of @fnfkit/sdk/contract, ms",
    ...{ value: importMs("contract"), most: most.contractImportMs },
  });
}

/** Each contender in a process of its own, one turn after another. */
async function printCalls(): Promise<void> {
  const server = start("constant-server.ts", []);
  const endpoint = `http://127.0.0.1:${await answerOf(server)}`;
  const contenders = new Map<string, ChildProcess>();
  for (const name of Object.keys(callers)) {
    const contender = start("caller.ts", [name, endpoint, folder]);
    await answerOf(contender);
    await take(contender, warmUp);
    contenders.set(name, contender);
  }
  for (const [title, turn] of Object.entries(ways)) {
    const samples = new Map<string, Cost[]>([...contenders.keys()].map((name) => [name, []]));
    for (let round = 0; round < turns; round++) {
      for (const [name, contender] of contenders) samples.get(name)?.push(await take(contender, turn));
    }
    printPairs(
      title,
      [...samples].map(([name, costs]) => [name, medianCost(costs)] as const),
    );
  }
  for (const child of [...contenders.values(), server]) child.kill();
}

function printPairs(title: string, costs: readonly (readonly [name: string, cost: Cost])[]): void {
  for (let i = 0; i < costs.length; i += 2) {
    const pair = costs.slice(i, i + 2);
    const [[name, own] = [], [, vendor] = []] = pair;
    printCosts(`clients: a call, ${title}`, new Map(pair));
    console.log(pair.map(([by, { wall }]) => `${round(1_000 / wall)} calls a second: ${by}`).join("\n"));
    printTarget({
      name: `${name}, ${title}, beside the vendor's client`,
      ...{ value: ratioOf(own, vendor), most: most.callRatio, unit: "×" },
    });
  }
}

function start(file: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, "clients", file), args);
}

function take(contender: ChildProcess, turn: Turn): Promise<Cost> {
  contender.send(turn);
  return answerOf(contender) as Promise<Cost>;
}

/** What a child says next; rejects when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = () => ended.abort(new Error("A process of the bench has ended; see what it wrote."));
  child.once("exit", end);
  try {
    const [answer] = await once(child, "message", { signal: ended.signal });
    return answer;
  } finally {
    child.off("exit", end);
  }
}
