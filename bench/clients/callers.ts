import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where and with what a caller is made. */
export interface Place {
  /** Of the server that answers a constant. */
  readonly endpoint: string;
  /** The built sdk. */
  readonly folder: string;
}

type Call = () => Promise<unknown>;

const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
const region = "cn-hangzhou";
const accountId = "1234567890123456";
const require = createRequire(import.meta.url);

/** Contenders in pairs: by fnfkit, and by the client that fnfkit sends through. */
export const callers: { readonly [name: string]: (place: Place) => Promise<Call> } = {
  "DescribeFlow by FlowClient": async ({ endpoint, folder }) => {
    const { FlowClient } = await sdkIn(folder);
    const flows = new FlowClient({ region, endpoint, credentials });
    return () => flows.describe("bench");
  },
  "DescribeFlow by @alicloud/fnf-2019-03-15": async ({ endpoint }) => {
    const Client = require("@alicloud/fnf-2019-03-15");
    const client = new Client({ endpoint, ...credentials });
    return () => client.describeFlow({ Name: "bench" });
  },
  "InvokeFunction of FC 2.0 by FunctionClient": (place) => invoker(place, { service: "shop" }),
  "InvokeFunction of FC 2.0 by @alicloud/fc2": async ({ endpoint }) => {
    const Client = require("@alicloud/fc2");
    const { accessKeyId: accessKeyID, accessKeySecret } = credentials;
    const client = new Client(accountId, { accessKeyID, accessKeySecret, region, endpoint });
    const headers = { "x-fc-invocation-type": "Sync" };
    return () => client.invokeFunction("shop", "reserve", JSON.stringify({ sku: "kettle" }), headers);
  },
  "InvokeFunction of FC 3.0 by FunctionClient": (place) => invoker(place, {}),
  "InvokeFunction of FC 3.0 by @alicloud/openapi-client": async ({ endpoint }) => {
    const { default: Client, Config, OpenApiRequest, Params } = require("@alicloud/openapi-client");
    const { RuntimeOptions } = require("@alicloud/tea-util");
    const host = new URL(endpoint).host;
    const client = new Client(
      new Config({ ...credentials, endpoint: host, protocol: "http", regionId: region }),
    );
    const params = new Params({
      ...{ action: "InvokeFunction", version: "2023-03-30", protocol: "HTTP", method: "POST" },
      ...{ pathname: "/2023-03-30/functions/reserve/invocations", authType: "AK", style: "ROA" },
      ...{ reqBodyType: "byte", bodyType: "string" },
    });
    return async () => {
      const body = Buffer.from(JSON.stringify({ sku: "kettle" }));
      const headers = { "content-type": "application/octet-stream", "x-fc-invocation-type": "Sync" };
      const answer = await client.callApi(
        params,
        new OpenApiRequest({ headers, body }),
        new RuntimeOptions({}),
      );
      return JSON.parse(answer.body);
    };
  },
};

async function invoker(
  { endpoint, folder }: Place,
  generation: { readonly service?: string },
): Promise<Call> {
  const { defineFunction, FunctionClient } = await sdkIn(folder);
  const anything = {
    "~standard": { version: 1, vendor: "bench", validate: (value: unknown) => ({ value }) },
  } as never;
  const reserve = defineFunction({ ...generation, name: "reserve", input: anything, output: anything });
  const functions = new FunctionClient({ region, accountId, endpoint, credentials });
  return () => functions.invoke(reserve, { sku: "kettle" } as never);
}

function sdkIn(folder: string): Promise<typeof import("@fnfkit/sdk")> {
  return import(pathToFileURL(join(folder, "index.js")).href);
}
