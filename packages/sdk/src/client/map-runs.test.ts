import { expect, test } from "vitest";
import { flowsOver } from "../../test/support/flows.ts";
import { ok } from "../../test/support/scripted-send.ts";

// Only CloudFlow has map runs: the answers are made after the vendor's generated models.
const execution = { flow: "import", name: "import-1" };

test("a map run is described with its counts", async () => {
  const { flows, send } = flowsOver({
    DescribeMapRun: ok({
      ...{ MapRunName: "rows", ExecutionName: "import-1", Status: "Running", Concurrency: 40 },
      ...{ ToleratedFailedCount: 10, ToleratedFailedPercentage: 0.5 },
      ItemCounts: { Total: 1000, Pending: 600, Running: 40, Succeed: 350, Failed: 7, Aborted: 3 },
      ...{ StartedTime: "2026-01-02T11:04:05+08:00", StoppedTime: "" },
    }),
  });

  const mapRun = await flows.mapRuns.describe(execution, "rows");

  expect(mapRun).toEqual({
    name: "rows",
    execution: "import-1",
    status: "Running",
    concurrency: 40,
    toleratedFailedCount: 10,
    toleratedFailedPercentage: 0.5,
    items: { total: 1000, pending: 600, running: 40, succeeded: 350, failed: 7, aborted: 3 },
    startedTime: new Date("2026-01-02T03:04:05Z"),
    stoppedTime: undefined,
  });
  expect(send.requests[0]?.params).toEqual({
    ...{ FlowName: "import", ExecutionName: "import-1", MapRunName: "rows" },
  });
});

test("a map run is changed in part, and answers what it is now", async () => {
  const { flows, send } = flowsOver({ UpdateMapRun: ok({ MapRunName: "rows", Concurrency: 80 }) });

  expect(await flows.mapRuns.update(execution, "rows", { concurrency: 80 })).toEqual({ concurrency: 80 });
  expect(send.requests[0]).toMatchObject({ method: "GET", params: { Concurrency: "80" } });
});

test("the child executions of a map run are listed", async () => {
  const { flows, send } = flowsOver({
    ListExecutions: ok({ Executions: [{ FlowName: "import", Name: "rows-1", Status: "Failed" }] }),
  });

  const page = await flows.executions("import", { mapRun: "rows", status: "Failed" }).page();

  expect(page.items).toMatchObject([{ name: "rows-1", status: "Failed" }]);
  expect(send.requests[0]?.params).toMatchObject({ MapRunName: "rows", Status: "Failed" });
});
