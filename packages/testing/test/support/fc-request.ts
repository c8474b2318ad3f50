import type { FunctionTarget } from "@fnfkit/sdk/contract";
import type { FcRequest } from "../../src/wire/wire-request.ts";

/** A request about a function, in the words of the generation it belongs to. */
export function fcRequest(
  { service, name, qualifier }: FunctionTarget,
  method: string,
  below: string,
  parts: {
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
    readonly query?: Record<string, string>;
  } = {},
): FcRequest {
  const { body, headers = {}, query = {} } = parts;
  const common = {
    service: "fc" as const,
    method,
    headers,
    body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
    authentication: { accessKeyId: "", signedWith: () => true },
  };
  return service === undefined
    ? {
        ...common,
        generation: "3.0",
        path: ["functions", name, ...below.split("/")],
        query: { ...query, ...(qualifier !== undefined && { qualifier }) },
      }
    : {
        ...common,
        generation: "2.0",
        path: [
          "services",
          qualifier === undefined ? service : `${service}.${qualifier}`,
          "functions",
          name,
          ...below.split("/"),
        ],
        query,
      };
}
