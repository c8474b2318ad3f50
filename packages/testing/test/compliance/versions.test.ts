import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cloudsAndCalls } from "../support/fnf-calls.ts";

// Sources: the vendor's generated models of PublishFlowVersion, ListFlowVersions, DeleteFlowVersion, of the actions on flow
// aliases and of StartExecution's Qualifier (SDK 3.0.0). They say nothing of errors: docs/engine-decisions.md.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(async () => {
  await createFlow("f", putting(1));
  await publish("one");
  await call("UpdateFlow", { Name: "f", Definition: putting(2) });
  await publish("two");
  await call("UpdateFlow", { Name: "f", Definition: putting(3) });
});
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

function putting(v: number): string {
  const mapping = `outputMappings: [{ target: v, source: ${v} }]`;
  return `version: v1\ntype: flow\nsteps:\n  - { type: pass, name: put, ${mapping} }\n`;
}
const publish = (Description: string) => call("PublishFlowVersion", { FlowName: "f", Description });
const route = (...weights: number[]) => weights.map((Weight, index) => ({ Version: `${index + 1}`, Weight }));
const alias = { FlowName: "f", Name: "prod" };
const createAlias = (...weights: number[]) =>
  call("CreateFlowAlias", { ...alias, RoutingConfigurations: JSON.stringify(route(...weights)) });
const run = async (ExecutionName: string, params = {}) => {
  await call("StartExecution", { FlowName: "f", ExecutionName, ...params });
  const { Output } = await call("DescribeExecution", { FlowName: "f", ExecutionName });
  return (JSON.parse(Output as string) as { v: number }).v;
};

describe("a version", () => {
  test("counts up from 1 and says when it was made, in Beijing's time", async () => {
    expect(await publish("three")).toMatchObject({
      FlowName: "f",
      Version: "3",
      Description: "three",
      CreatedTime: "2026-01-01T08:00:00.000+08:00",
    });
  });

  test("is the flow as it was", async () => {
    expect([await run("a", { Qualifier: "1" }), await run("b", { Qualifier: "2" }), await run("c")]).toEqual([
      1, 2, 3,
    ]);
    expect(await call("DescribeFlow", { Name: "f", FlowVersion: "1" })).toMatchObject({
      Definition: putting(1),
    });
    expect(await call("DescribeFlow", { Name: "f" })).toMatchObject({ Definition: putting(3) });
  });

  test("is none when the qualifier is LATEST", async () => {
    expect(await run("a", { Qualifier: "LATEST" })).toBe(3);
  });

  test("can be deleted; its number is not given again", async () => {
    await call("DeleteFlowVersion", { FlowName: "f", FlowVersion: "2" });

    expect(await refusal("StartExecution", { FlowName: "f", Qualifier: "2" })).toEqual([
      404,
      "FlowVersionNotExists",
    ]);
    expect(await publish("again")).toMatchObject({ Version: "3" });
  });

  test("cannot be deleted while an alias leads to it", async () => {
    await createAlias(100);

    expect(await refusal("DeleteFlowVersion", { FlowName: "f", FlowVersion: "1" })).toEqual([
      412,
      "PreconditionFailed",
    ]);
  });

  test("is listed, the latest first, page by page", async () => {
    const list = async (params = {}) => call("ListFlowVersions", { FlowName: "f", Limit: "1", ...params });

    expect(await list()).toMatchObject({
      FlowVersions: [{ Version: "2", Description: "two" }],
      NextToken: "1",
    });
    expect(await list({ NextToken: "1" })).toMatchObject({ FlowVersions: [{ Version: "1" }] });
  });
});

describe("an alias", () => {
  test("is answered flat when it is made, and nested afterwards", async () => {
    const described = { Name: "prod", Description: "", RoutingConfigurations: route(100) };

    expect(await createAlias(100)).toMatchObject({ FlowName: "f", ...described });
    expect(await call("DescribeFlowAlias", alias)).toMatchObject({ Alias: described });
    expect(await call("UpdateFlowAlias", { ...alias, Description: "live" })).toMatchObject({
      Alias: { ...described, Description: "live" },
    });
  });

  test("has weights that are texts in a list, and numbers elsewhere", async () => {
    await createAlias(100);

    const { Aliases } = await call("ListFlowAliases", { FlowName: "f" });

    expect(Aliases).toMatchObject([
      { Name: "prod", RoutingConfigurations: [{ Version: "1", Weight: "100" }] },
    ]);
  });

  test("shares the executions between its versions by their weights", async () => {
    await createAlias(80, 20);
    const counts = { 1: 0, 2: 0, 3: 0 };
    for (let index = 0; index < 100; index++) {
      counts[(await run(`e${index}`, { Qualifier: "prod" })) as 1 | 2 | 3]++;
    }

    expect(counts[1] + counts[2]).toBe(100);
    expect(counts[1]).toBeGreaterThan(65);
    expect(counts[2]).toBeGreaterThan(5);
  });

  test("leads elsewhere once it is changed, and nowhere once it is deleted", async () => {
    await createAlias(100);
    await call("UpdateFlowAlias", { ...alias, RoutingConfigurations: JSON.stringify(route(0, 100)) });
    expect(await run("a", { Qualifier: "prod" })).toBe(2);

    await call("DeleteFlowAlias", alias);

    expect(await refusal("StartExecution", { FlowName: "f", Qualifier: "prod" })).toEqual([
      404,
      "FlowAliasNotExists",
    ]);
  });

  test.each([
    ["a version that does not exist", '[{"Version":"9","Weight":100}]', [404, "FlowVersionNotExists"]],
    ["weights that do not add up", '[{"Version":"1","Weight":99}]', [400, "InvalidArgument"]],
    ["no list", '{"Version":"1"}', [400, "InvalidArgument"]],
    ["no weight", '[{"Version":"1"}]', [400, "InvalidArgument"]],
  ])("cannot have %s", async (_what, RoutingConfigurations, refused) => {
    expect(await refusal("CreateFlowAlias", { ...alias, RoutingConfigurations })).toEqual(refused);
  });

  test("cannot have a name that exists", async () => {
    await createAlias(100);

    expect(
      await refusal("CreateFlowAlias", { ...alias, RoutingConfigurations: JSON.stringify(route(100)) }),
    ).toEqual([409, "FlowAliasAlreadyExists"]);
  });

  test.each(["DescribeFlowAlias", "UpdateFlowAlias", "DeleteFlowAlias"])(
    "that does not exist cannot be found: %s",
    async (action) => {
      expect(await refusal(action, alias)).toEqual([404, "FlowAliasNotExists"]);
    },
  );
});

test("ListExecutions finds those started by a qualifier", async () => {
  await run("a", { Qualifier: "1" });
  await run("b", { Qualifier: "2" });

  const { Executions } = await call("ListExecutions", { FlowName: "f", Qualifier: "1" });

  expect(Executions).toMatchObject([{ Name: "a" }]);
});
