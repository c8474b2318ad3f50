/** A process of its own for one contender: what it costs the process (the hooks of Node it turns on) meets no other. */
import type { Cost } from "../measure.ts";
import { callers } from "./callers.ts";

const [name = "", endpoint = "", folder = ""] = process.argv.slice(2);
const call = await callers[name]?.({ endpoint, folder });
if (call === undefined) throw new Error(`There is no caller "${name}".`);

/** Makes so many calls, so many of them at once. */
export interface Turn {
  readonly calls: number;
  readonly atOnce: number;
}

process.on("message", async (turn: Turn) => process.send?.(await costOf(turn)));
process.send?.("ready");

async function costOf({ calls, atOnce }: Turn): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  for (let made = 0; made < calls; made += atOnce) {
    if (atOnce === 1) await call?.();
    else await Promise.all(Array.from({ length: atOnce }, () => call?.()));
  }
  const wall = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1_000 / calls, wall: wall / calls };
}
