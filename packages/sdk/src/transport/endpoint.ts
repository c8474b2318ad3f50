import type { ClientConfig } from "../credentials/client-config.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";

/**
 * Where Serverless Workflow answers: `https://{region}.fnf.aliyuncs.com`, or with `internal` its address inside a VPC.
 *
 * @throws ConfigurationError when the region or the given endpoint cannot be one
 */
export function fnfEndpoint({ region, endpoint, internal = false }: ClientConfig): string {
  if (!/^[a-z0-9-]+$/.test(region)) {
    throw new ConfigurationError(
      `Failed to create a client for Serverless Workflow: region "${region}" cannot be one. Give a region id such as "cn-hangzhou".`,
    );
  }
  if (endpoint === undefined) return `https://${region}${internal ? "-internal" : ""}.fnf.aliyuncs.com`;
  const url = /^\w+:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
  if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/.test(url)) {
    throw new ConfigurationError(
      "Failed to create a client for Serverless Workflow: the endpoint is not a URL of http or https.",
    );
  }
  return url.replace(/\/+$/, "");
}
