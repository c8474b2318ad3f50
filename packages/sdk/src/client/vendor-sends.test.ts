import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { json, type MisbehavingServer, misbehavingServer } from "../../test/support/misbehaving-server.ts";
import { FlowClient } from "./index.ts";

// What the client sends, beside what the vendor's own client sends for the same call; by its method for the action, or by
// its `request` for an action that it has none for.

type Params = Readonly<Record<string, unknown>>;
type VendorClient = {
  readonly [method: string]: (params: Params, options?: object) => Promise<unknown>;
} & { request(action: string, params: Params, options: object): Promise<unknown> };

const Vendor = createRequire(import.meta.url)("@alicloud/fnf-2019-03-15") as new (
  config: object,
) => VendorClient;

const keys = { accessKeyId: "key", accessKeySecret: "secret", securityToken: "token" };

interface Sent {
  readonly method: string;
  readonly headers: object;
  readonly query: object;
  readonly form: object;
}

let server: MisbehavingServer;
const sent: Sent[] = [];
beforeAll(async () => {
  server = await misbehavingServer((response, { method, params }, raw) => {
    const query = new URL(raw.url ?? "", "http://x").searchParams;
    // The union of both, so that what is not in the query was in the form.
    const form = [...params].filter(([name]) => !query.has(name));
    const { host, "content-length": _, ...headers } = raw.headers;
    sent.push({ method, headers, query: fields(query), form: fields(form) });
    json(response, { RequestId: "request-1", Status: "Stopped", Name: "e" });
  });
});
afterAll(() => server.close());

// What differs from one request to the next.
const ownOfEach = ["SignatureNonce", "Timestamp", "Signature"];

function fields(params: Iterable<[string, string]>): object {
  return Object.fromEntries(
    [...params]
      .filter(([name]) => name !== "")
      .map(([name, value]) => [name, ownOfEach.includes(name) ? "…" : value]),
  );
}

async function sentBy(call: () => Promise<unknown>): Promise<Sent | undefined> {
  sent.length = 0;
  await call();
  return sent[0];
}

const ours = () => new FlowClient({ region: "cn-hangzhou", endpoint: server.endpoint, credentials: keys });
const vendors = () => new Vendor({ endpoint: server.endpoint, ...keys });

const first = <Item>(items: { page(): Promise<Item> }) => items.page();
const text = "{ version: v1, type: flow, steps: [{ type: pass, name: only }] }";
const of = { FlowName: "f" };
const one = { ...of, ExecutionName: "e" };
const timed = { ...of, ScheduleName: "s" };
const execution = { flow: "f", name: "e" };

type Case = readonly [action: string, call: (flows: FlowClient) => Promise<unknown>, params: Params];
type GenericCase = readonly [...Case, method: "GET" | "POST"];

const withMethods: readonly Case[] = [
  [
    "CreateFlow",
    (flows) => flows.create({ name: "f", definition: text }, { description: "d", roleArn: "r" }),
    { Name: "f", Definition: text, Description: "d", Type: "FDL", RoleArn: "r" },
  ],
  [
    "UpdateFlow",
    (flows) => flows.update("f", { definition: text, description: "d" }),
    { Name: "f", Definition: text, Description: "d", Type: "FDL" },
  ],
  ["DescribeFlow", (flows) => flows.describe("f"), { Name: "f" }],
  ["ListFlows", (flows) => flows.list().page({ limit: 9, nextToken: "n" }), { Limit: 9, NextToken: "n" }],
  [
    "StartExecution",
    (flows) => flows.start("f", { name: "e", input: { n: "ü*~ '" }, callbackTaskToken: "t" }),
    { ...one, Input: '{"n":"ü*~ \'"}', CallbackFnFTaskToken: "t" },
  ],
  [
    "StopExecution",
    (flows) => flows.execution("f", "e").stop({ error: "E", cause: "c" }),
    { ...one, Error: "E", Cause: "c" },
  ],
  ["DescribeExecution", (flows) => flows.execution("f", "e").describe(), one],
  [
    "ListExecutions",
    (flows) => first(flows.executions("f", { status: "Failed" })),
    { ...of, Status: "Failed" },
  ],
  [
    "GetExecutionHistory",
    (flows) => flows.execution("f", "e").history().page({ limit: 9, nextToken: "3" }),
    { ...one, Limit: 9, NextToken: "3" },
  ],
  [
    "ReportTaskSucceeded",
    (flows) => flows.report.succeed("t", { n: 1 }),
    { TaskToken: "t", Output: '{"n":1}' },
  ],
  [
    "ReportTaskFailed",
    (flows) => flows.report.fail("t", "E", "c"),
    { TaskToken: "t", Error: "E", Cause: "c" },
  ],
  [
    "CreateSchedule",
    (flows) =>
      flows.schedules.create("f", {
        ...{ name: "s", cron: "0 * * * * *", description: "d", enabled: true, input: { n: 1 } },
      }),
    { ...timed, CronExpression: "0 * * * * *", Description: "d", Payload: '{"n":1}', Enable: true },
  ],
  [
    "UpdateSchedule",
    (flows) => flows.schedules.update("f", "s", { enabled: false }),
    { ...timed, Enable: false },
  ],
  ["DescribeSchedule", (flows) => flows.schedules.describe("f", "s"), timed],
  ["ListSchedules", (flows) => first(flows.schedules.list("f")), of],
];

test.each(withMethods)("%s is sent as the vendor's method for it sends it", async (action, call, params) => {
  const method = `${action.slice(0, 1).toLowerCase()}${action.slice(1)}`;

  const theirs = await sentBy(() => vendors()[method]?.(params, {}) as Promise<unknown>);

  expect(await sentBy(() => call(ours()))).toEqual(theirs);
});

// The vendor's methods send these two by GET; its reference says POST, as for every other write.
const deletions: readonly Case[] = [
  ["DeleteFlow", (flows) => flows.delete("f"), { Name: "f" }],
  ["DeleteSchedule", (flows) => flows.schedules.delete("f", "s"), timed],
];

test.each(deletions)(
  "%s has the fields that the vendor's method for it sends",
  async (action, call, params) => {
    const method = `${action.slice(0, 1).toLowerCase()}${action.slice(1)}`;

    const theirs = await sentBy(() => vendors()[method]?.(params, {}) as Promise<unknown>);

    expect(await sentBy(() => call(ours()))).toMatchObject({ method: "POST", form: theirs?.query });
  },
);

const withoutMethods: readonly GenericCase[] = [
  ...deletions.map(([action, call, params]): GenericCase => [action, call, params, "POST"]),
  [
    "StartSyncExecution",
    (flows) => flows.startSync("f", { name: "e", input: {}, qualifier: "1" }).catch(() => {}),
    { ...one, Input: "{}", Qualifier: "1" },
    "POST",
  ],
  [
    "ListExecutions",
    (flows) =>
      first(
        flows.executions("f", {
          ...{ status: "Failed", namePrefix: "p", qualifier: "1", mapRun: "m", metadataOnly: true },
          ...{ startedTimeBegin: new Date(0), startedTimeEnd: new Date(1) },
        }),
      ),
    {
      ...{ ...of, Status: "Failed", ExecutionNamePrefix: "p", Qualifier: "1", MapRunName: "m" },
      ...{ StartedTimeBegin: "1970-01-01T00:00:00.000Z", StartedTimeEnd: "1970-01-01T00:00:00.001Z" },
      MetadataOnly: true,
    },
    "GET",
  ],
  [
    "CreateFlow",
    (flows) =>
      flows.create(
        { name: "f", definition: text },
        {
          ...{ executionMode: "Express", resourceGroupId: "rg", externalStorageLocation: "/b" },
          environment: [{ name: "n", value: "v", description: "d" }],
        },
      ),
    {
      ...{ Name: "f", Definition: text, Description: "", Type: "FDL", ExecutionMode: "Express" },
      ...{ ResourceGroupId: "rg", ExternalStorageLocation: "/b" },
      Environment: '{"Variables":[{"Name":"n","Value":"v","Description":"d"}]}',
    },
    "POST",
  ],
  ["DescribeFlow", (flows) => flows.describe("f", { version: "1" }), { Name: "f", FlowVersion: "1" }, "GET"],
  [
    "PublishFlowVersion",
    (flows) => flows.versions.publish("f", { description: "d" }),
    { ...of, Description: "d" },
    "POST",
  ],
  ["ListFlowVersions", (flows) => flows.versions.list("f").page({ limit: 9 }), { ...of, Limit: "9" }, "GET"],
  ["DeleteFlowVersion", (flows) => flows.versions.delete("f", "1"), { ...of, FlowVersion: "1" }, "POST"],
  [
    "CreateFlowAlias",
    (flows) =>
      flows.aliases.create("f", { name: "a", description: "d", routes: [{ version: "1", weight: 100 }] }),
    {
      ...{ ...of, Name: "a", Description: "d" },
      RoutingConfigurations: '[{"Version":"1","Weight":100}]',
    },
    "POST",
  ],
  [
    "UpdateFlowAlias",
    (flows) => flows.aliases.update("f", "a", { description: "d" }),
    { ...of, Name: "a", Description: "d" },
    "POST",
  ],
  ["DescribeFlowAlias", (flows) => flows.aliases.describe("f", "a"), { ...of, Name: "a" }, "GET"],
  ["ListFlowAliases", (flows) => first(flows.aliases.list("f")), of, "GET"],
  ["DeleteFlowAlias", (flows) => flows.aliases.delete("f", "a"), { ...of, Name: "a" }, "POST"],
  ["DescribeMapRun", (flows) => flows.mapRuns.describe(execution, "m"), { ...one, MapRunName: "m" }, "GET"],
  [
    "UpdateMapRun",
    (flows) =>
      flows.mapRuns.update(execution, "m", {
        ...{ concurrency: 2, toleratedFailedCount: 3, toleratedFailedPercentage: 4.5 },
      }),
    {
      ...{ ...one, MapRunName: "m", Concurrency: 2 },
      ...{ ToleratedFailedCount: 3, ToleratedFailedPercentage: 4.5 },
    },
    "GET",
  ],
  ["DescribeRegions", (flows) => flows.regions({ language: "en-US" }), { AcceptLanguage: "en-US" }, "POST"],
];

test.each(withoutMethods)(
  "%s is sent as the vendor's generic request sends it",
  async (action, call, params, method) => {
    const options = method === "POST" ? { method } : {};

    const theirs = await sentBy(() => vendors().request(action, params, options));

    expect(await sentBy(() => call(ours()))).toEqual(theirs);
  },
);

test("no action is left out", () => {
  const actions = new Set([...withMethods, ...withoutMethods].map(([action]) => action));

  // As many as the vendor's metadata list.
  expect(actions.size).toBe(29);
});
