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
const targets = [...growth(), ...sizes.flatMap(besidePeers)];
console.log();
for (const target of targets) printTarget({ ...target, unit: "×" });

/** What ten times the steps cost. First, while no peer's definitions are there for the garbage collector to walk through. */
function growth(): Target[] {
  const [, thousand, tenThousand] = sizes as [Size, Size, Size];
  return comparisons.map(({ title, fnfkit }) => {
    const outcomes = measure(
      [
        { name: "1,000 steps", run: () => fnfkit(thousand) },
        { name: "10,000 steps", run: () => fnfkit(tenThousand) },
      ],
      budgetMs,
    );
    const value = ratioOf(outcomes.get("10,000 steps"), outcomes.get("1,000 steps"));
    return { name: `${title}: 10,000 steps beside 1,000`, value, most: mostGrowth };
  });
}

function besidePeers(size: Size): Target[] {
  return comparisons.flatMap(({ title, fnfkit, peers, most }) => {
    const outcomes = measure([{ name: "fnfkit", run: () => fnfkit(size) }, ...peers(size)], budgetMs);
    const where = `${title}: ${size.steps.toLocaleString("en")} steps`;
    printCosts(where, outcomes);
    return Object.entries(most).map(([peer, times]) => ({
      name: `${where}, beside ${peer}`,
      value: ratioOf(outcomes.get("fnfkit"), outcomes.get(peer)),
      most: times,
    }));
  });
}

function sizeOf(steps: number): Size {
  const flow = builtFlow(steps);
  if (!isDeepStrictEqual(flow, plainFlow(steps))) throw new Error("The two flows are not the same.");
  const text = printFlow(flow);
  const unexpected = parseAndCheck(text).find(({ code }) => code !== "flow-too-large");
  if (unexpected !== undefined) throw new Error(`The flow is not in order: ${unexpected.message}`);
  return { steps, flow, text };
}
