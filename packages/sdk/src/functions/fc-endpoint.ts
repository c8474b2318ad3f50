import type { FunctionTarget } from "../contract/function-contract.ts";
import type { ClientConfig } from "../credentials/client-config.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";

/** Where a function is called. */
export interface FcPlace {
  /** A URL without a path. */
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Where Function Compute answers for a function: `https://{account}.{region}.fc.aliyuncs.com`, or with `internal` its
 * address inside a VPC. A region and an account of the contract's own come before the client's.
 *
 * @throws ConfigurationError when the account, the region or the given endpoint cannot be one
 */
export function fcPlace(
  config: ClientConfig,
  target: Pick<FunctionTarget, "region" | "account"> = {},
): FcPlace {
  const { region = config.region, account: accountId = config.accountId ?? "" } = target;
  const { endpoint, internal = false } = config;
  if (!/^[a-z0-9-]+$/.test(region)) {
    throw unusable(`region "${region}" cannot be one. Give a region id such as "cn-hangzhou".`);
  }
  if (!/^\w+$/.test(accountId)) {
    throw unusable(`account "${accountId}" cannot be one. Give the number of the account as accountId.`);
  }
  const own = `https://${accountId}.${region}${internal ? "-internal" : ""}.fc.aliyuncs.com`;
  return { region, accountId, endpoint: endpoint === undefined ? own : origin(endpoint) };
}

function origin(endpoint: string): string {
  const url = /^\w+:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
  if (!/^https?:\/\/[^\s/?#]+\/*$/.test(url)) {
    throw unusable("the endpoint is not a URL of http or https without a path.");
  }
  return url.replace(/\/+$/, "");
}

function unusable(reason: string): ConfigurationError {
  return new ConfigurationError(`Failed to create a client for Function Compute: ${reason}`);
}
