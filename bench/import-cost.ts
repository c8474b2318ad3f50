import { execFileSync } from "node:child_process";
import { type Cost, medianCost } from "./measure.ts";

const turns = 21;

/**
 * What importing each of some modules costs a new process that has imported something empty before, in turns: medians.
 *
 * @param modules - their URLs, by name
 * @param empty - the URL of a file without a line: what any first import costs is none of the modules' own
 */
export function importCosts(modules: ReadonlyMap<string, string>, empty: string): ReadonlyMap<string, Cost> {
  const samples = new Map<string, Cost[]>([...modules].map(([name]) => [name, []]));
  for (let turn = 0; turn < turns; turn++) {
    for (const [name, url] of modules) samples.get(name)?.push(importCost(url, empty));
  }
  return new Map([...samples].map(([name, costs]) => [name, medianCost(costs)]));
}

function importCost(url: string, empty: string): Cost {
  const script = `await import(${JSON.stringify(empty)});
    const cpu = process.cpuUsage(), wall = performance.now();
    await import(${JSON.stringify(url)});
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ cpu: (user + system) / 1_000, wall: performance.now() - wall }));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }),
  );
}
