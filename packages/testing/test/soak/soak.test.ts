import { expect, test } from "vitest";
import { runSoak } from "./run-soak.ts";

test("a thousand executions with faults end as they should, and leave nothing behind", async () => {
  const { endings, wrong, faults, timersLeft, processTimersLeft, heapGrowth } = await runSoak({
    executions: 1_000,
    seed: 1,
  });

  expect(wrong).toEqual([]);
  expect(Object.keys(endings).sort()).toEqual([
    "Failed: Declined",
    "Failed: FnF.TaskTimeout",
    "Failed: Refused",
    "Stopped: Cancelled",
    "Succeeded",
  ]);
  expect(faults).toBeGreaterThan(100);
  expect(timersLeft).toBe(0);
  expect(processTimersLeft).toBeLessThanOrEqual(0);
  // One execution takes more than ten kilobytes while it is remembered; nine hundred come after the first look.
  expect(heapGrowth).toBeLessThan(4_000_000);
}, 60_000);
