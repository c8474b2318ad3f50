import { authenticate } from "../../src/wire/authenticate.ts";
import { CloudError } from "../../src/wire/cloud-error.ts";
import type { CloudFetch } from "../../src/wire/cloud-fetch.ts";
import { decodeRequest } from "../../src/wire/decode-request.ts";
import { encodeAnswer, encodeError } from "../../src/wire/encode.ts";
import type { WireRequest } from "../../src/wire/wire-request.ts";
import type { Keys } from "./vendor-clients.ts";

/** A cloud that knows one access key and answers with what it understood. */
export interface EchoCloud {
  readonly fetch: CloudFetch;
  /** Changes every request on its way, until called without a change. */
  tamper(change?: (request: Request) => Request | Promise<Request>): void;
}

export function echoCloud(keys: Keys): EchoCloud {
  let change: (request: Request) => Request | Promise<Request> = (request) => request;
  return {
    tamper: (next = (request) => request) => {
      change = next;
    },
    fetch: async (request) => {
      try {
        const wire = await decodeRequest(await change(request));
        authenticate(wire, (id, token) =>
          id === keys.accessKeyId && token === keys.securityToken ? keys.accessKeySecret : undefined,
        );
        return encodeAnswer(wire, { status: 200, body: understood(wire) }, "request-1");
      } catch (error) {
        if (error instanceof CloudError) return encodeError(request, error, "request-1");
        throw error;
      }
    },
  };
}

function understood(wire: WireRequest): object {
  if (wire.service === "fnf") return { Action: wire.action, Params: JSON.stringify(wire.params) };
  const { generation, method, path, query, headers, body } = wire;
  return { generation, method, path, query, headers, body: Buffer.from(body).toString("base64") };
}
