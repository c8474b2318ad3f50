import { createRequire } from "node:module";
import OpenApi, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";

/** The vendor's FnF client, as far as the tests call it; it has no types of its own. */
interface FnfClient {
  request(
    action: string,
    params: { readonly [name: string]: unknown },
    options: { method?: "POST" },
  ): Promise<{ readonly [name: string]: unknown }>;
}

interface FcAnswer {
  readonly headers: { readonly [name: string]: string };
  readonly data: unknown;
}

/** The vendor's FC 2.0 client, as far as the tests call it; it has no types of its own. */
interface Fc2Client {
  invokeFunction(
    service: string,
    name: string,
    event: string | Buffer | undefined,
    headers?: { readonly [name: string]: string },
    qualifier?: string,
  ): Promise<FcAnswer>;
  get(path: string, query?: object, headers?: object): Promise<FcAnswer>;
  put(path: string, body?: unknown, headers?: object): Promise<FcAnswer>;
  post(path: string, body: unknown): Promise<FcAnswer>;
}

const require = createRequire(import.meta.url);
const Fnf = require("@alicloud/fnf-2019-03-15") as new (config: object) => FnfClient;
const Fc2 = require("@alicloud/fc2") as new (accountId: string, config: object) => Fc2Client;

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Where the three clients send to; complete URLs. */
export interface Endpoints {
  readonly fnf: string;
  readonly fc2: string;
  readonly fc3: string;
}

export function fnfClient(endpoints: Endpoints, keys: Keys): FnfClient {
  return new Fnf({ endpoint: endpoints.fnf, ...keys });
}

export function fc2Client(endpoints: Endpoints, keys: Keys): Fc2Client {
  const { accessKeyId: accessKeyID, accessKeySecret, securityToken } = keys;
  return new Fc2("1234", {
    accessKeyID,
    accessKeySecret,
    securityToken,
    region: "cn-hangzhou",
    endpoint: endpoints.fc2,
  });
}

/** What `callApi` of the vendor's generic client takes, besides what is always the same. */
export interface ApiCall {
  readonly style: "ROA" | "RPC";
  readonly action: string;
  readonly version: string;
  readonly method: string;
  readonly pathname: string;
  readonly reqBodyType?: "json" | "formData" | "byte";
  readonly query?: { readonly [name: string]: string };
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** A call by the vendor's generic client, signed with ACS3-HMAC-SHA256. */
export async function callApi(endpoint: string, keys: Keys, call: ApiCall): Promise<unknown> {
  const { protocol, host } = new URL(endpoint);
  const client = new OpenApi.default(
    new Config({ ...keys, endpoint: host, protocol: protocol.slice(0, -1), regionId: "cn-hangzhou" }),
  );
  const { query, body, headers, ...params } = call;
  const answer = await client.callApi(
    new Params({ protocol: "HTTPS", authType: "AK", reqBodyType: "json", bodyType: "json", ...params }),
    new OpenApiRequest({ query, body, headers }),
    new RuntimeOptions({}),
  );
  return answer.body;
}
