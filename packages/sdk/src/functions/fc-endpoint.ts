import type { FunctionTarget } from "../contract/function-contract.ts";
import { checkedEndpoint, checkedRegion, unusable } from "../credentials/checked-config.ts";
import type { ClientConfig } from "../credentials/client-config.ts";

const client = "Function Compute";

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
  checkedRegion(region, client);
  if (!/^\d+$/.test(accountId)) {
    throw unusable(
      client,
      `account "${accountId}" cannot be one. Give the number of the account as accountId.`,
    );
  }
  const own = `https://${accountId}.${region}${internal ? "-internal" : ""}.fc.aliyuncs.com`;
  return { region, accountId, endpoint: endpoint === undefined ? own : checkedEndpoint(endpoint, client) };
}
