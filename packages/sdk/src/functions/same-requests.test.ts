/// <reference path="./vendor.d.ts" />
import type { IncomingHttpHeaders } from "node:http";
import VendorFc2 from "@alicloud/fc2";
import OpenApi, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { json, type MisbehavingServer, misbehavingServer } from "../../test/support/misbehaving-server.ts";
import { defineFunction } from "../contract/index.ts";
import { FunctionClient } from "./index.ts";

// What FunctionClient sends is compared with what the vendor's clients send when they are called by hand, by the methods
// that they have, else by the lower verbs as their manuals do it.

/** The vendor's FC 2.0 client, as far as it is called by hand here; it has no types of its own. */
interface Fc2 {
  invokeFunction(
    service: string,
    name: string,
    event: Buffer,
    headers: object,
    qualifier: string,
  ): Promise<unknown>;
  getFunctionAsyncConfig(service: string, name: string, qualifier: string): Promise<unknown>;
  putFunctionAsyncConfig(service: string, name: string, qualifier: string, config: object): Promise<unknown>;
  deleteFunctionAsyncConfig(service: string, name: string, qualifier: string): Promise<unknown>;
  listFunctionAsyncConfigs(service: string, name: string, query: object): Promise<unknown>;
  get(path: string, query?: object): Promise<unknown>;
  put(path: string): Promise<unknown>;
}
const Fc2 = VendorFc2 as unknown as new (accountId: string, config: object) => Fc2;

/** A request, as far as two of them for the same purpose are the same. */
interface Sent {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly query: object;
  readonly body: string;
  readonly headers: object;
}

// Times, nonces and what is signed over them; and what says nothing about the request itself.
const changing =
  /^(date|authorization|x-acs-date|x-acs-signature-nonce|connection|host|user-agent|content-length|transfer-encoding)$/;

let server: MisbehavingServer;
const sent: Sent[] = [];
beforeEach(async () => {
  sent.length = 0;
  server = await misbehavingServer((response, { params }, { method, url, headers }) => {
    const [path, query = ""] = (url ?? "").split("?");
    const queried = new URLSearchParams(query);
    const body = [...params.keys()].filter((key) => !queried.has(key)).join("&");
    sent.push({ method, path, query: Object.fromEntries(queried), body, headers: lasting(headers) });
    response.setHeader("x-fc-request-id", "request-1");
    json(response, { receipt: "r-1" });
  });
});
afterEach(() => server.close());

function lasting(headers: IncomingHttpHeaders): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !changing.test(name)));
}

const keys = { accessKeyId: "STS.key", accessKeySecret: "secret", securityToken: "token" };
const schemas = { input: z.object({ sku: z.string() }), output: z.object({ receipt: z.string() }) };
const input = { sku: "kettle" };
const event = Buffer.from('{"sku":"kettle"}');
const begin = new Date(1_000);
const end = new Date(2_000);

type Calls = readonly (readonly [what: string, ours: (client: FunctionClient) => Promise<unknown>])[];

/** The same calls for both generations. */
function calls(contract: Parameters<FunctionClient["job"]>[0]): Calls {
  const job = (client: FunctionClient) => client.job(contract, "order-1");
  return [
    ["invoke", (client) => client.invoke(contract, input, { logType: "Tail" })],
    ["invokeAsync", (client) => client.invokeAsync(contract, input, { jobId: "order-1", delaySeconds: 5 })],
    ["describe", (client) => job(client).describe({ includePayload: true })],
    ["stop", (client) => job(client).stop()],
    [
      "jobs",
      (client) =>
        client
          .jobs(contract, {
            ...{ status: "Running", idPrefix: "o", startedTimeBegin: begin, startedTimeEnd: end },
            ...{ order: "desc", includePayload: true },
          })
          .page({ limit: 5, nextToken: "n" }),
    ],
    ["get", (client) => client.asyncConfigs.get(contract)],
    ["put", (client) => client.asyncConfigs.put(contract, settings)],
    ["delete", (client) => client.asyncConfigs.delete(contract)],
    ["list", (client) => client.asyncConfigs.list(contract).page({ limit: 5, nextToken: "n" })],
  ];
}
const settings = {
  stateful: true,
  maxAsyncRetryAttempts: 1,
  maxAsyncEventAgeSeconds: 60,
  onFailure: "acs:a",
};

function ours(): FunctionClient {
  const { endpoint } = server;
  return new FunctionClient({ region: "cn-hangzhou", accountId: "1234", endpoint, credentials: keys });
}

const jobsQuery = {
  ...{ status: "Running", startedTimeBegin: "1000", startedTimeEnd: "2000", sortOrderByTime: "desc" },
  ...{ includePayload: "true", limit: "5", nextToken: "n" },
};
const config = {
  maxAsyncRetryAttempts: 1,
  maxAsyncEventAgeInSeconds: 60,
  destinationConfig: { onFailure: { destination: "acs:a" } },
};

describe("FC 2.0: what @alicloud/fc2 sends", () => {
  const contract = defineFunction({ service: "shop", name: "reserve", qualifier: "prod", ...schemas });
  const below = "/services/shop.prod/functions/reserve";
  const jobs = `${below}/stateful-async-invocations`;
  const at = ["shop", "reserve", "prod"] as const;

  const theirs: Readonly<Record<string, (client: Fc2) => Promise<unknown>>> = {
    invoke: (client) =>
      client.invokeFunction(
        "shop",
        "reserve",
        event,
        { "x-fc-invocation-type": "Sync", "x-fc-log-type": "Tail" },
        "prod",
      ),
    invokeAsync: (client) =>
      client.invokeFunction(
        "shop",
        "reserve",
        event,
        {
          "x-fc-invocation-type": "Async",
          "x-fc-stateful-async-invocation-id": "order-1",
          "x-fc-async-delay": "5",
        },
        "prod",
      ),
    describe: (client) => client.get(`${jobs}/order-1`, { includePayload: "true" }),
    stop: (client) => client.put(`${jobs}/order-1`),
    jobs: (client) => client.get(jobs, { ...jobsQuery, invocationIdPrefix: "o" }),
    get: (client) => client.getFunctionAsyncConfig(...at),
    put: (client) => client.putFunctionAsyncConfig(...at, { statefulInvocation: true, ...config }),
    delete: (client) => client.deleteFunctionAsyncConfig(...at),
    list: (client) => client.listFunctionAsyncConfigs("shop", "reserve", { limit: "5", nextToken: "n" }),
  };

  test.each(calls(contract))("%s", async (what, call) => {
    const { accessKeyId: accessKeyID, accessKeySecret, securityToken } = keys;
    const client = new Fc2("1234", {
      ...{ accessKeyID, accessKeySecret, securityToken, region: "cn-hangzhou", endpoint: server.endpoint },
      ...{ headers: {}, timeout: 2_000 },
    });

    await theirs[what]?.(client);
    await call(ours());

    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });
});

describe("FC 3.0: what @alicloud/openapi-client sends", () => {
  const contract = defineFunction({ name: "reserve", qualifier: "prod", ...schemas });
  const below = "/functions/reserve";
  const qualifier = "prod";

  interface Call {
    readonly action: string;
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  }
  // As the vendor's generated client for this API calls it.
  const theirs: Readonly<Record<string, Call>> = {
    invoke: {
      ...{ action: "InvokeFunction", method: "POST", path: `${below}/invocations`, query: { qualifier } },
      headers: { "x-fc-invocation-type": "Sync", "x-fc-log-type": "Tail" },
      body: event,
    },
    invokeAsync: {
      ...{ action: "InvokeFunction", method: "POST", path: `${below}/invocations`, query: { qualifier } },
      headers: {
        ...{ "x-fc-invocation-type": "Async", "x-fc-async-task-id": "order-1", "x-fc-async-delay": "5" },
      },
      body: event,
    },
    describe: {
      ...{ action: "GetAsyncTask", method: "GET", path: `${below}/async-tasks/order-1` },
      query: { qualifier, includePayload: "true" },
    },
    stop: {
      ...{ action: "StopAsyncTask", method: "PUT", path: `${below}/async-tasks/order-1/stop` },
      query: { qualifier },
    },
    jobs: {
      ...{ action: "ListAsyncTasks", method: "GET", path: `${below}/async-tasks` },
      query: { ...jobsQuery, qualifier, prefix: "o" },
    },
    get: {
      ...{ action: "GetAsyncInvokeConfig", method: "GET", path: `${below}/async-invoke-config` },
      query: { qualifier },
    },
    put: {
      ...{ action: "PutAsyncInvokeConfig", method: "PUT", path: `${below}/async-invoke-config` },
      query: { qualifier },
      body: { asyncTask: true, ...config },
    },
    delete: {
      ...{ action: "DeleteAsyncInvokeConfig", method: "DELETE", path: `${below}/async-invoke-config` },
      query: { qualifier },
    },
    list: {
      ...{ action: "ListAsyncInvokeConfigs", method: "GET", path: "/async-invoke-configs" },
      query: { functionName: "reserve", limit: "5", nextToken: "n" },
    },
  };

  async function sendTheirs({ action, method, path, query, headers, body }: Call): Promise<void> {
    const { protocol, host } = new URL(server.endpoint);
    const client = new OpenApi.default(
      new Config({ ...keys, endpoint: host, protocol: protocol.slice(0, -1), regionId: "cn-hangzhou" }),
    );
    const bytes = body instanceof Uint8Array;
    await client.callApi(
      new Params({
        ...{ action, method, version: "2023-03-30", pathname: `/2023-03-30${path}`, protocol: "HTTPS" },
        ...{ authType: "AK", style: "ROA", reqBodyType: bytes ? "byte" : "json", bodyType: "json" },
      }),
      new OpenApiRequest({
        ...{ query, body },
        headers: { ...headers, ...(bytes && { "content-type": "application/octet-stream" }) },
      }),
      new RuntimeOptions({}),
    );
  }

  test.each(calls(contract))("%s", async (what, call) => {
    await sendTheirs(theirs[what] as Call);
    await call(ours());

    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });
});
