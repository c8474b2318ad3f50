import { FlowClient, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { all } from "../support/all.ts";
import { cloudsAndCalls, passFlow } from "../support/fnf-calls.ts";

// Every action on versions, aliases and map runs, by the client, against the embedded cloud. Sources as in versions.test.ts.
const { clouds, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(() => createFlow("order", passFlow));
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const flows = new FlowClient(clouds.config);
const createdTime = new Date("2026-01-01T00:00:00.000Z");

describe("versions", () => {
  test("are published, listed and described", async () => {
    const first = await flows.versions.publish("order", { description: "the first" });
    await flows.update("order", { description: "changed" });
    await flows.versions.publish({ name: "order" });

    expect(first).toEqual({ version: "1", description: "the first", createdTime });
    expect(await all(flows.versions.list("order"))).toEqual([
      { version: "2", description: "", createdTime },
      { version: "1", description: "the first", createdTime },
    ]);
    expect(await flows.versions.list("order").page({ limit: 1 })).toMatchObject({
      ...{ items: [{ version: "2" }], nextToken: "1" },
    });
    expect(await flows.describe("order", { version: "1" })).toMatchObject({ definition: passFlow });
  });

  test("are deleted, once", async () => {
    await flows.versions.publish("order");
    clouds.faults.add({ action: "DeleteFlowVersion", fault: "lostReply", times: 1 });

    await flows.versions.delete("order", "1");

    expect(await all(flows.versions.list("order"))).toEqual([]);
  });

  test("are run by those who ask for one", async () => {
    const { version } = await flows.versions.publish("order");

    await flows.start("order", { name: "by-version", qualifier: version });
    await flows.start("order", { name: "as-it-is" });

    expect(await all(flows.executions("order", { qualifier: version }))).toMatchObject([
      { name: "by-version" },
    ]);
  });
});

describe("aliases", () => {
  const routes = [
    { version: "1", weight: 90 },
    { version: "2", weight: 10 },
  ];
  const prod = { name: "prod", routes, description: "for customers", createdTime };
  beforeEach(async () => {
    await flows.versions.publish("order");
    await flows.versions.publish("order");
  });
  const create = () => flows.aliases.create("order", { name: "prod", routes, description: "for customers" });

  test("are created, described and listed, with numbers for weights everywhere", async () => {
    expect(await create()).toEqual(prod);
    expect(await flows.aliases.describe("order", "prod")).toEqual(prod);
    expect(await all(flows.aliases.list("order"))).toEqual([prod]);
  });

  test("are changed in part", async () => {
    await create();

    const changed = await flows.aliases.update("order", "prod", { routes: [{ version: "2", weight: 100 }] });

    expect(changed).toEqual({ ...prod, routes: [{ version: "2", weight: 100 }] });
    expect(await flows.aliases.update("order", "prod", { description: "" })).toEqual(changed);
  });

  test("are created and deleted once, however often they are asked for", async () => {
    clouds.faults.add({ action: "CreateFlowAlias", fault: "lostReply", times: 1 });
    clouds.faults.add({ action: "DeleteFlowAlias", fault: "lostReply", times: 1 });

    expect(await create()).toEqual(prod);
    await flows.aliases.delete("order", "prod");

    expect(await all(flows.aliases.list("order"))).toEqual([]);
    await expect(flows.aliases.describe("order", "prod")).rejects.toSatisfy(
      (error) => isServiceError(error) && error.status === 404,
    );
  });
});

test("executions of FDL flows have no map runs", async () => {
  const execution = await flows.start("order");

  for (const refused of [
    flows.mapRuns.describe(execution, "m"),
    flows.mapRuns.update(execution, "m", { concurrency: 2 }),
  ]) {
    await expect(refused).rejects.toSatisfy((error) => isServiceError(error, "MapRunNotExists"));
  }
  expect(await all(flows.executions("order", { mapRun: "m" }))).toEqual([]);
});
