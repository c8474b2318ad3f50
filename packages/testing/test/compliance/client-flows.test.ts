import { defineFlow, FlowClient, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { all } from "../support/all.ts";
import { cloudsAndCalls, passFlow } from "../support/fnf-calls.ts";

// Every action on flows, by the client, against the embedded cloud. Sources as in flows.test.ts and newer-actions.test.ts.
const { clouds, call } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const flows = new FlowClient(clouds.config);
const roleArn = "acs:ram::123456789:role/flows";
const start = new Date("2026-01-01T00:00:00.000Z");
const order = { name: "order", definition: passFlow };
const waiting = "version: v1\ntype: flow\nsteps:\n  - type: wait\n    name: w\n    duration: 7\n";

describe("deploying", () => {
  test("creates a flow, leaves it alone, and updates it", async () => {
    expect(await flows.deploy(order, { roleArn })).toBe("created");
    expect(await flows.deploy({ ...order, definition: `# the same\n${passFlow}` }, { roleArn })).toBe(
      "unchanged",
    );
    expect(await flows.deploy({ ...order, definition: waiting }, { roleArn })).toBe("updated");

    expect(await flows.describe("order")).toMatchObject({ definition: waiting, roleArn });
  });

  test("of one flow by many at once makes it once", async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => flows.deploy(order, { roleArn })));

    expect(outcomes.filter((outcome) => outcome === "created")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "unchanged")).toHaveLength(7);
  });

  test("looks at the environment when it is given one", async () => {
    const environment = [{ name: "stage", value: "test" }];
    await flows.deploy(order, { roleArn });

    expect(await flows.deploy(order, { roleArn, environment })).toBe("updated");
    expect(await flows.deploy(order, { roleArn, environment })).toBe("unchanged");
    expect(await flows.deploy(order, { roleArn })).toBe("unchanged");
    expect((await flows.describe(order)).environment).toEqual(environment);
  });

  test("tells what is worth knowing of a flow that may be deployed", async () => {
    const told: unknown[] = [];
    const definition = `${passFlow}colour: blue\n`;

    await flows.deploy(
      { ...order, definition },
      {
        roleArn,
        onDiagnostics: (diagnostics, flow) =>
          told.push(
            flow,
            diagnostics.map(({ code, line }) => [code, line]),
          ),
      },
    );

    expect(told).toEqual(["order", [["unknown-key", 6]]]);
  });

  test("dry says what it would do, and does nothing", async () => {
    await flows.deploy({ ...order, definition: `${passFlow}# a comment\n` }, { roleArn });

    const role = "acs:ram::123456789:role/other";
    const run = await flows.dryRun({ ...order, definition: waiting }, { roleArn: role });

    expect(run).toMatchObject({ flow: "order", outcome: "updated", diagnostics: [] });
    const changed = run.diff.split("\n").filter((line) => /^[+-]/.test(line));
    expect(changed).toEqual([
      "--- order (deployed)",
      "+++ order (wanted)",
      `-# role: ${roleArn}`,
      `+# role: ${role}`,
      "-  - type: pass",
      "-    name: only",
      "+  - type: wait",
      "+    name: w",
      "+    duration: 7",
    ]);
    expect(await flows.dryRun(order, { roleArn })).toMatchObject({ outcome: "unchanged", diff: "" });
    expect((await flows.describe("order")).roleArn).toBe(roleArn);
  });

  test("dry shows the whole of a flow that is new", async () => {
    const { outcome, diff } = await flows.dryRun(order, { roleArn, description: "orders" });

    expect(outcome).toBe("created");
    expect(diff).toContain("--- /dev/null\n+++ order (wanted)\n");
    expect(diff).toContain("+# description: orders\n");
    expect(await all(flows.list())).toEqual([]);
  });

  test("all puts flows that are called before those that call them, and loses none to another's failure", async () => {
    const Input = z.object({ id: z.string() });
    const ship = defineFlow("ship", { input: Input }).pass("pack");
    const deliver = defineFlow("deliver", { input: Input }).subFlow("ship", ship, {
      input: ({ input }) => ({ id: input.id }),
    });
    const wrong = {
      name: "wrong",
      definition: "{ version: v1, type: flow, steps: [{ type: wait, name: w }] }",
    };
    const created: (string | undefined)[] = [];
    const client = new FlowClient({
      ...clouds.config,
      hooks: {
        onRequest: ({ action, what }) => {
          if (action === "CreateFlow") created.push(/flow "(.*)"/.exec(what)?.[1]);
        },
      },
    });

    const deployed = await client.deployAll([deliver, wrong, ship], { roleArn });

    expect(deployed).toMatchObject([
      { flow: "deliver", outcome: "created" },
      { flow: "wrong", outcome: "failed", failure: { code: "FLOW_DEFINITION" } },
      { flow: "ship", outcome: "created" },
    ]);
    expect(created).toEqual(["ship", "deliver"]);
  });

  test("of a flow that is refused blames the line that deploys it", async () => {
    const refused = flows.deploy({ name: "order", definition: "version: [v1" }, { roleArn });

    const error = await refused.catch((thrown: unknown) => thrown);

    expect((error as Error).stack).toContain("client-flows.test.ts");
  });
});

describe("by hand", () => {
  const described = {
    name: "order",
    id: expect.any(String),
    type: "FDL",
    definition: passFlow,
    description: "orders",
    roleArn,
    executionMode: "Standard",
    environment: [{ name: "stage", value: "test", description: "where" }],
    externalStorageLocation: undefined,
    resourceGroupId: "rg-1",
    createdTime: start,
    lastModifiedTime: start,
  };
  const create = () =>
    flows.create(order, {
      roleArn,
      description: "orders",
      environment: [{ name: "stage", value: "test", description: "where" }],
      resourceGroupId: "rg-1",
    });

  test("a flow is created and described", async () => {
    expect(await create()).toEqual(described);
    expect(await flows.describe("order")).toEqual(described);
    await expect(create()).rejects.toSatisfy((error) => isServiceError(error, "FlowAlreadyExists"));
  });

  test("a flow is changed in part", async () => {
    await create();
    await clouds.clock.advance("1h");

    const changed = await flows.update(order, {
      description: "all orders",
      externalStorageLocation: "/bucket/orders",
    });

    expect(changed).toEqual({
      ...described,
      description: "all orders",
      // The answer of an update says the one and not the other.
      externalStorageLocation: "/bucket/orders",
      executionMode: undefined,
      lastModifiedTime: new Date(start.getTime() + 3_600_000),
    });
    await expect(flows.update("no", {})).rejects.toSatisfy((error) => isServiceError(error, "FlowNotExists"));
  });

  test("an Express flow is one that start does not run", async () => {
    await flows.create(order, { executionMode: "Express" });

    expect((await flows.describe(order)).executionMode).toBe("Express");
    await expect(flows.start("order")).rejects.toSatisfy((error) =>
      isServiceError(error, "ActionNotSupported"),
    );
    clouds.allow("unknownRequest");
  });

  test("flows are listed by name, page by page, or those of a resource group", async () => {
    for (const name of ["b", "a", "c"]) await flows.create({ ...order, name });
    await flows.create({ ...order, name: "grouped" }, { resourceGroupId: "rg-1" });
    const list = flows.list();

    expect((await all(list)).map(({ name }) => name)).toEqual(["a", "b", "c", "grouped"]);
    const page = await list.page({ limit: 3 });
    expect(page.items).toHaveLength(3);
    expect(page.nextToken).toBe("grouped");
    expect(await all(flows.list({ resourceGroupId: "rg-1" }))).toMatchObject([{ name: "grouped" }]);
  });

  test("a flow is deleted once, however often it is asked for", async () => {
    await create();
    clouds.faults.add({ action: "DeleteFlow", fault: "lostReply", times: 1 });

    await flows.delete(order);

    expect(await all(flows.list())).toEqual([]);
    await expect(flows.delete(order)).rejects.toSatisfy((error) => isServiceError(error, "FlowNotExists"));
  });
});

test("the regions of the service are told in the language that is asked for", async () => {
  expect(await flows.regions({ language: "en-US" })).toContainEqual({
    id: "cn-hangzhou",
    endpoint: "cn-hangzhou.fnf.aliyuncs.com",
    name: "China (Hangzhou)",
  });
});

test("any other action is called by its own name", async () => {
  await flows.create(order);

  expect(await flows.call("DescribeFlow", { Name: "order" })).toEqual(
    expect.objectContaining({
      ...(await call("DescribeFlow", { Name: "order" })),
      RequestId: expect.any(String),
    }),
  );
});
