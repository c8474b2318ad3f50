/**
 * What an execution costs in the engine alone, without clouds and wires: beside `aws-local-stepfunctions` on an equal flow,
 * and as items and executions become more.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { isDeepStrictEqual } from "node:util";
import { equalFlow, foreachFlow, order, yearFlow } from "./equal-flow.ts";
import { type Contender, measure } from "./measure.ts";
import { runStateMachine } from "./peers/step-functions.ts";
import { printCosts, printTarget, ratioOf, type Target } from "./report.ts";
import { clock, runEngine, startEngine } from "./run-engine.ts";

const budgetMs = 6_000;
// 300 MB in all: a bare process with the engine loaded takes about 60.
const mostGrowthMb = 240;
const sizes = [10, 1_000, 10_000, 100_000];

const targets = [...(await besidePeer()), ...(await growth()), await year(), await memory()];
console.log();
for (const target of targets) printTarget(target);

async function besidePeer(): Promise<Target[]> {
  const { output } = await runEngine(equalFlow, order);
  if (!isDeepStrictEqual(output, await runStateMachine(order)))
    throw new Error("The two do not do the same.");
  const targets: Target[] = [];
  for (const many of [1, 100]) {
    const outcomes = await measure(
      [
        atOnce("fnfkit", many, () => runEngine(equalFlow, order)),
        atOnce("aws-local-stepfunctions", many, () => runStateMachine(order)),
      ],
      budgetMs,
    );
    const title = `an execution, ${many} at once`;
    printCosts(`engine: ${title} (figures for all of them)`, outcomes);
    const value = ratioOf(outcomes.get("fnfkit"), outcomes.get("aws-local-stepfunctions"));
    targets.push({ name: `${title}, beside aws-local-stepfunctions`, value, most: 0.1, unit: "×" });
  }
  return targets;
}

/** What an item of a foreach and an execution among others cost, as they become more. */
async function growth(): Promise<Target[]> {
  const items = await costsOf(sizes, (size) => ({
    name: `${size.toLocaleString("en")} items`,
    run: () => runEngine(foreachFlow, { items: Array.from({ length: size }, (_, i) => i) }),
  }));
  const executions = await costsOf([100, 1_000, 10_000], (size) =>
    atOnce(`${size.toLocaleString("en")} executions at once`, size, () => runEngine(equalFlow, order)),
  );
  console.log("\nengine: growth");
  console.table(
    Object.fromEntries([...items, ...executions].map(({ name, each }) => [name, { "CPU µs each": each }])),
  );
  const [ten, , tenThousand] = items;
  const value = (tenThousand?.each ?? Number.NaN) / (ten?.each ?? Number.NaN);
  return [{ name: "an item of 10,000 beside one of 10", value, most: 1.3, unit: "×" }];
}

/** Microseconds of processor time for each of `size`. */
async function costsOf(
  counts: readonly number[],
  contenderOf: (size: number) => Contender,
): Promise<{ readonly name: string; readonly each: number }[]> {
  const contenders = counts.map(contenderOf);
  const outcomes = await measure(contenders, budgetMs);
  return contenders.map(({ name }, i) => {
    const outcome = outcomes.get(name);
    if (outcome === undefined || "failure" in outcome) throw new Error(`${name}: ${outcome?.failure}`);
    return { name, each: Math.round((outcome.cpu * 100_000) / (counts[i] as number)) / 100 };
  });
}

function atOnce(name: string, many: number, run: () => Promise<unknown>): Contender {
  return many === 1 ? { name, run } : { name, run: () => Promise.all(Array.from({ length: many }, run)) };
}

/** A time-out of a year, from now to the end of what follows from it. */
async function year(): Promise<Target> {
  const outcomes = await measure(
    [
      {
        name: "a year",
        async run() {
          const execution = startEngine(yearFlow, {});
          await clock.advance("365d");
          if (execution.status !== "TimedOut") throw new Error(`The execution is ${execution.status}.`);
        },
      },
    ],
    budgetMs / 6,
  );
  const outcome = outcomes.get("a year");
  const value = outcome === undefined || "failure" in outcome ? Number.NaN : outcome.wall;
  return { name: "milliseconds by the clock for a year's time-out", value, most: 1 };
}

/** By how much a new process grows that has ten thousand executions at once, and their histories. */
async function memory(): Promise<Target> {
  const child = fork(new URL("./many-at-once.ts", import.meta.url));
  const [value] = await once(child, "message");
  return {
    name: "megabytes of resident growth, 10,000 executions at once",
    value: Number(value),
    most: mostGrowthMb,
  };
}
