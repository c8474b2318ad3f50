// npm run soak
// A hundred thousand executions with faults through one set of clouds. `npm test` runs a hundredth of it.
import { runSoak } from "../packages/testing/test/soak/run-soak.ts";

const executions = 100_000;
// Compiled code goes on changing for a while.
const mostGrowth = 4_000_000;

const started = performance.now();
const report = await runSoak({
  executions,
  seed: 1,
  onBatch(ended) {
    if (ended % 10_000 === 0) console.log(`${ended.toLocaleString("en")} executions have ended`);
  },
});
const { endings, wrong, faults, timersLeft, processTimersLeft, heapGrowth } = report;
console.table(endings);
console.log(`${faults.toLocaleString("en")} calls met a fault`);
console.log(`timers left: ${timersLeft} of the clouds, ${processTimersLeft} of the process`);
console.log(`heap after reset, from the first tenth to the end: ${(heapGrowth / 1_000).toFixed(0)} kB more`);
console.log(`${((performance.now() - started) / 1_000).toFixed(0)} s`);
for (const line of wrong.slice(0, 20)) console.error(line);
if (wrong.length > 0 || timersLeft > 0 || processTimersLeft > 0 || heapGrowth > mostGrowth) {
  console.error("Failed: an execution has ended otherwise than it should, or something was left behind.");
  process.exitCode = 1;
}
