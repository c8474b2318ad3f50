import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow } from "../support/fnf-calls.ts";

// Sources: the vendor's generated models (SDK 3.0.1) and API metadata of the actions named, with the list of regions.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(() => createFlow("f", passFlow));
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const start = (ExecutionName: string, params = {}) =>
  call("StartExecution", { FlowName: "f", ExecutionName, ...params });

describe("what only CloudFlow has", () => {
  test("StartSyncExecution does not run a Standard flow", async () => {
    expect(await refusal("StartSyncExecution", { FlowName: "f" })).toEqual([400, "ActionNotSupported"]);
    expect(() => clouds.reset()).toThrow("standard execution not supported");
  });

  test.each(["DescribeMapRun", "UpdateMapRun"])("%s finds no map run", async (action) => {
    await start("e");
    const params = { FlowName: "f", ExecutionName: "e", MapRunName: "m" };

    expect(await refusal(action, params)).toEqual([404, "MapRunNotExists"]);
    expect(await refusal(action, { ...params, ExecutionName: "no" })).toEqual([404, "ExecutionNotExists"]);
  });

  test("no execution is of a map run", async () => {
    await start("e");

    expect(await call("ListExecutions", { FlowName: "f", MapRunName: "m" })).toMatchObject({
      Executions: [],
    });
  });
});

test("DescribeRegions answers the seven regions with their endpoints, by Chinese or English names", async () => {
  const regions = async (params = {}) =>
    ((await call("DescribeRegions", params)).Regions as { Region: Record<string, string>[] }).Region;

  expect(await regions({ AcceptLanguage: "en-US" })).toContainEqual({
    RegionId: "cn-hangzhou",
    RegionEndpoint: "cn-hangzhou.fnf.aliyuncs.com",
    LocalName: "China (Hangzhou)",
  });
  expect(await regions()).toHaveLength(7);
  expect((await regions())[0]?.LocalName).toContain("杭州");
});

describe("a flow's environment", () => {
  const Environment = JSON.stringify({ Variables: [{ Name: "stage", Value: "test", Description: "" }] });
  const create = (params = {}) =>
    call("CreateFlow", {
      Name: "g",
      Definition: passFlow,
      Description: "",
      Type: "FDL",
      Environment,
      ...params,
    });

  test("is answered as an object by the flow and by its executions", async () => {
    const environment = { Environment: JSON.parse(Environment) as unknown };

    expect(await create({ ResourceGroupId: "rg-1" })).toMatchObject({
      ...environment,
      ResourceGroupId: "rg-1",
    });
    await call("StartExecution", { FlowName: "g", ExecutionName: "e" });
    expect(await call("DescribeFlow", { Name: "g" })).toMatchObject(environment);
    expect(await call("DescribeExecution", { FlowName: "g", ExecutionName: "e" })).toMatchObject(environment);
    expect(await call("ListExecutions", { FlowName: "g" })).toMatchObject({ Executions: [environment] });
  });

  test("can be changed; an execution keeps what it was started with", async () => {
    await create();
    await call("StartExecution", { FlowName: "g", ExecutionName: "e" });

    await call("UpdateFlow", { Name: "g", Environment: '{"Variables":[]}' });

    expect(await call("DescribeFlow", { Name: "g" })).toMatchObject({ Environment: { Variables: [] } });
    expect(await call("DescribeExecution", { FlowName: "g", ExecutionName: "e" })).toMatchObject({
      Environment: JSON.parse(Environment) as unknown,
    });
  });

  test("must be an object", async () => {
    expect(
      await refusal("CreateFlow", {
        ...{ Name: "h", Definition: passFlow, Description: "", Type: "FDL", Environment: "[]" },
      }),
    ).toEqual([400, "InvalidArgument"]);
  });
});

test("UpdateFlow answers where external data are kept, and not the mode, which CreateFlow answers", async () => {
  const created = await call("CreateFlow", {
    ...{ Name: "g", Definition: passFlow, Description: "", Type: "FDL", ExternalStorageLocation: "/bucket" },
  });
  const updated = await call("UpdateFlow", { Name: "g", Description: "x" });

  expect(created).toMatchObject({ ExecutionMode: "Standard" });
  expect(created).not.toHaveProperty("ExternalStorageLocation");
  expect(updated).toMatchObject({ ExternalStorageLocation: "/bucket", Description: "x" });
  expect(updated).not.toHaveProperty("ExecutionMode");
});

test("ListFlows finds those of a resource group", async () => {
  await call("CreateFlow", {
    ...{ Name: "g", Definition: passFlow, Description: "", Type: "FDL", ResourceGroupId: "rg-1" },
  });

  expect(await call("ListFlows", { ResourceGroupId: "rg-1" })).toMatchObject({ Flows: [{ Name: "g" }] });
});

describe("ListExecutions", () => {
  test("leaves the heavy fields out when only metadata are asked for", async () => {
    await start("e", { Input: '{"n":1}' });

    const { Executions } = await call("ListExecutions", { FlowName: "f", MetadataOnly: true });

    expect(Executions).toEqual([
      {
        FlowName: "f",
        Name: "e",
        Status: "Succeeded",
        StartedTime: "2026-01-01T00:00:00.000Z",
        StoppedTime: "2026-01-01T00:00:00.000Z",
      },
    ]);
  });

  test.each([
    ["a status that is none", { Status: "Done" }],
    ["a time that is none", { StartedTimeBegin: "yesterday" }],
    ["a page too large", { Limit: 101 }],
    ["a flag that is none", { MetadataOnly: "maybe" }],
  ])("refuses %s", async (_what, params) => {
    expect(await refusal("ListExecutions", { FlowName: "f", ...params })).toEqual([400, "InvalidArgument"]);
  });

  test("finds those started in a span of time, both ends included", async () => {
    for (const name of ["a", "b", "c"]) {
      await start(name);
      await clouds.clock.advance("1h");
    }

    const { Executions } = await call("ListExecutions", {
      ...{ FlowName: "f", StartedTimeBegin: "2026-01-01T01:00:00Z", StartedTimeEnd: "2026-01-01T02:00:00Z" },
    });

    expect((Executions as { Name: string }[]).map(({ Name }) => Name)).toEqual(["c", "b"]);
  });
});

test("a request's own RequestId is the answer's", async () => {
  expect(await call("ListFlows", { RequestId: "mine" })).toMatchObject({ RequestId: "mine" });
});

test("a name is free again once its flow is deleted, and its executions are gone", async () => {
  await start("e");
  await call("DeleteFlow", { Name: "f" });

  await createFlow("f", taskFlow(callbackLines));

  expect(await refusal("DescribeExecution", { FlowName: "f", ExecutionName: "e" })).toEqual([
    404,
    "ExecutionNotExists",
  ]);
});
