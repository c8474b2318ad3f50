import { describe, expect, test } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { createRateKeeper } from "./rate-keeper.ts";

const nobody = new AbortController().signal;

describe("the documented rates", () => {
  // Help page of the limits: a reserve, and how many more each second.
  test.each([
    ["DescribeExecution", 50, 5],
    ["GetExecutionHistory", 50, 5],
    ["StartExecution", 100, 100],
    ["ReportTaskSucceeded", 10, 2],
    ["CreateFlow", 10, 2],
  ])("%s: %d at once, then %d a second", async (action, burst, perSecond) => {
    const clock = jumpingClock();
    const pace = createRateKeeper("documented", clock)("fnf", action);

    for (let turn = 0; turn < burst; turn++) await pace?.turn(nobody);
    expect(clock.now()).toBe(0);
    for (let turn = 0; turn < perSecond * 3; turn++) await pace?.turn(nobody);

    expect(clock.now()).toBe(3_000);
  });

  test("say nothing of Function Compute", () => {
    expect(createRateKeeper("documented", jumpingClock())("fc", "InvokeFunction")).toBeUndefined();
  });
});

test("actions that draw on one rate share it, others do not", () => {
  const paceOf = createRateKeeper("documented", jumpingClock());

  expect(paceOf("fnf", "ReportTaskFailed")).toBe(paceOf("fnf", "ListFlows"));
  expect(paceOf("fnf", "StartExecution")).not.toBe(paceOf("fnf", "ListFlows"));
});

test("what no rate is given for is not held back", () => {
  const paceOf = createRateKeeper({ functions: { burst: 1, perSecond: 1 } }, jumpingClock());

  expect(paceOf("fnf", "ListFlows")).toBeUndefined();
  expect(paceOf("fc", "InvokeFunction")).toBeDefined();
});
