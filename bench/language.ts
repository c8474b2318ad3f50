/**
 * What the language costs: define, check, print, parse and draw a long flow, beside libraries that do the same work on an
 * equivalent definition.
 */
import { isDeepStrictEqual } from "node:util";
import { printFlow } from "@fnfkit/sdk/fdl";
import { comparisons, parseAndCheck, type Size } from "./comparisons.ts";
import { builtFlow, plainFlow } from "./long-flow.ts";
import { measure } from "./measure.ts";
import { printCosts, printTarget, ratioOf, type Target } from "./report.ts";

const budgetMs = 2_000;
// Linear is 10 and quadratic 100; the garbage of a long flow costs a little more than that of a short one.
const mostGrowth = 15;

const sizes = [10, 1_000, 10_000].map(sizeOf);
const targets = await growth();
for (const size of sizes) targets.push(...(await besidePeers(size)));
console.log();
for (const target of targets) printTarget({ ...target, unit: "×" });

/** What ten times the steps cost. First, while no peer's definitions are there for the garbage collector to walk through. */
async function growth(): Promise<Target[]> {
  const [, thousand, tenThousand] = sizes as [Size, Size, Size];
  const targets: Target[] = [];
  for (const { title, fnfkit } of comparisons) {
    const outcomes = await measure(
      [
        { name: "1,000 steps", run: () => fnfkit(thousand) },
        { name: "10,000 steps", run: () => fnfkit(tenThousand) },
      ],
      budgetMs,
    );
    const value = ratioOf(outcomes.get("10,000 steps"), outcomes.get("1,000 steps"));
    targets.push({ name: `${title}: 10,000 steps beside 1,000`, value, most: mostGrowth });
  }
  return targets;
}

async function besidePeers(size: Size): Promise<Target[]> {
  const targets: Target[] = [];
  for (const { title, fnfkit, peers, most } of comparisons) {
    const outcomes = await measure([{ name: "fnfkit", run: () => fnfkit(size) }, ...peers(size)], budgetMs);
    const where = `${title}: ${size.steps.toLocaleString("en")} steps`;
    printCosts(where, outcomes);
    for (const [peer, times] of Object.entries(most)) {
      const value = ratioOf(outcomes.get("fnfkit"), outcomes.get(peer));
      targets.push({ name: `${where}, beside ${peer}`, value, most: times });
    }
  }
  return targets;
}

function sizeOf(steps: number): Size {
  const flow = builtFlow(steps);
  if (!isDeepStrictEqual(flow, plainFlow(steps))) throw new Error("The two flows are not the same.");
  const text = printFlow(flow);
  const unexpected = parseAndCheck(text).find(({ code }) => code !== "flow-too-large");
  if (unexpected !== undefined) throw new Error(`The flow is not in order: ${unexpected.message}`);
  return { steps, flow, text };
}
