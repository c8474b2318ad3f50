import { checkedEndpoint, checkedRegion } from "../credentials/checked-config.ts";
import type { ClientConfig } from "../credentials/client-config.ts";

const client = "Serverless Workflow";

/**
 * Where Serverless Workflow answers: `https://{region}.fnf.aliyuncs.com`, or with `internal` its address inside a VPC.
 *
 * @throws ConfigurationError when the region or the given endpoint cannot be one
 */
export function fnfEndpoint({ region, endpoint, internal = false }: ClientConfig): string {
  const own = `https://${checkedRegion(region, client)}${internal ? "-internal" : ""}.fnf.aliyuncs.com`;
  return endpoint === undefined ? own : checkedEndpoint(endpoint, client, { path: true });
}
