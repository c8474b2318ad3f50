/** Tells its parent by how many megabytes this process has grown at its largest, with ten thousand executions at once. */
import { equalFlow, order } from "./equal-flow.ts";
import { runEngine } from "./run-engine.ts";

// What reads TypeScript here is no part of it.
const before = process.memoryUsage.rss() / 1_000_000;
const executions = await Promise.all(Array.from({ length: 10_000 }, () => runEngine(equalFlow, order)));
if (executions.some(({ status }) => status !== "Succeeded")) throw new Error("An execution has failed.");
// `maxRSS` is in KiB.
process.send?.((process.resourceUsage().maxRSS * 1_024) / 1_000_000 - before);
