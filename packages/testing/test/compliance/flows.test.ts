import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cloudsAndCalls, passFlow } from "../support/fnf-calls.ts";

// Sources: the API reference of CreateFlow, UpdateFlow, DescribeFlow, DeleteFlow and ListFlows (help pages 122628 and
// its neighbours), their error tables, and the answers that published tools match.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const definition = { Definition: passFlow, Description: "d", Type: "FDL" };

describe("CreateFlow", () => {
  test("answers the flow it made, which DescribeFlow answers from then on", async () => {
    const created = await call("CreateFlow", { Name: "f", ...definition, RoleArn: "acs:ram::1:role/r" });

    expect(created).toMatchObject({
      Name: "f",
      Type: "FDL",
      Definition: passFlow,
      Description: "d",
      RoleArn: "acs:ram::1:role/r",
      ExecutionMode: "Standard",
      CreatedTime: "2026-01-01T00:00:00.000Z",
      LastModifiedTime: "2026-01-01T00:00:00.000Z",
    });
    const { RequestId, ...flow } = await call("DescribeFlow", { Name: "f" });
    expect(created).toMatchObject(flow);
    expect(RequestId).not.toBe(created.RequestId);
  });

  test("takes a name once", async () => {
    await createFlow("f", passFlow);

    expect(await refusal("CreateFlow", { Name: "f", ...definition })).toEqual([409, "FlowAlreadyExists"]);
  });

  test.each(["1f", "f.g", "f g", "é", "f".repeat(129)])("does not take %j for a name", async (Name) => {
    expect(await refusal("CreateFlow", { Name, ...definition })).toEqual([400, "InvalidArgument"]);
  });

  test.each(["Name", "Definition", "Description", "Type"])("needs %s", async (missing) => {
    const { [missing]: _, ...rest } = { Name: "f", ...definition } as Record<string, string>;

    expect(await refusal("CreateFlow", rest)).toEqual([400, "MissingRequiredParams"]);
  });

  test.each([
    ["broken YAML", "steps: [", {}],
    ["a step that is none", "version: v1\ntype: flow\nsteps:\n  - type: dance\n    name: a\n", {}],
    ["another name inside than outside", `name: other\n${passFlow}`, {}],
    ["a type it does not know", passFlow, { Type: "BPMN" }],
    ["a mode it does not know", passFlow, { ExecutionMode: "Turbo" }],
  ])("refuses %s", async (_what, Definition, params) => {
    const refused = await refusal("CreateFlow", { Name: "f", ...definition, Definition, ...params });

    expect(refused).toEqual([400, "InvalidArgument"]);
    expect(await refusal("DescribeFlow", { Name: "f" })).toEqual([404, "FlowNotExists"]);
  });
});

describe("UpdateFlow", () => {
  test("changes what is given, keeps the rest, and does not answer the mode", async () => {
    await call("CreateFlow", { Name: "f", ...definition, RoleArn: "acs:ram::1:role/r" });
    await clouds.clock.advance("1h");

    const updated = await call("UpdateFlow", { Name: "f", Description: "new" });

    expect(updated).toMatchObject({
      Description: "new",
      Definition: passFlow,
      RoleArn: "acs:ram::1:role/r",
      CreatedTime: "2026-01-01T00:00:00.000Z",
      LastModifiedTime: "2026-01-01T01:00:00.000Z",
    });
    expect(updated).not.toHaveProperty("ExecutionMode");
  });

  test("refuses a broken definition and keeps the old one", async () => {
    await createFlow("f", passFlow);

    expect(await refusal("UpdateFlow", { Name: "f", Definition: "no: flow" })).toEqual([
      400,
      "InvalidArgument",
    ]);
    expect((await call("DescribeFlow", { Name: "f" })).Definition).toBe(passFlow);
  });
});

describe("DeleteFlow", () => {
  test("takes the history with it, also from a new flow of the same name", async () => {
    await createFlow("f", passFlow);
    await call("StartExecution", { FlowName: "f", ExecutionName: "e" });

    await call("DeleteFlow", { Name: "f" });
    await createFlow("f", passFlow);

    const refused = await refusal("GetExecutionHistory", { FlowName: "f", ExecutionName: "e" });
    expect(refused).toEqual([404, "ExecutionNotExists"]);
  });
});

describe("ListFlows", () => {
  test("answers page by page, by name; the token is the next flow's name and missing on the last page", async () => {
    for (const name of ["c", "a", "b"]) await createFlow(name, passFlow);

    const first = await call("ListFlows", { Limit: 2 });
    const second = await call("ListFlows", { Limit: 2, NextToken: first.NextToken ?? "" });

    expect([first, second]).toMatchObject([
      { Flows: [{ Name: "a" }, { Name: "b" }], NextToken: "c" },
      { Flows: [{ Name: "c" }] },
    ]);
    expect(second).not.toHaveProperty("NextToken");
  });

  test.each(["0", "1001", "-1", "many"])("does not take %j for a limit", async (Limit) => {
    expect(await refusal("ListFlows", { Limit })).toEqual([400, "InvalidArgument"]);
  });
});

test.each([
  ["UpdateFlow", { Name: "f" }],
  ["DescribeFlow", { Name: "f" }],
  ["DeleteFlow", { Name: "f" }],
  ["StartExecution", { FlowName: "f" }],
  ["ListExecutions", { FlowName: "f" }],
  ["DescribeExecution", { FlowName: "f", ExecutionName: "e" }],
])("%s of a flow that does not exist is refused", async (action, params) => {
  expect(await refusal(action, params)).toEqual([404, "FlowNotExists"]);
});
