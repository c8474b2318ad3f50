import type { IncomingMessage } from "node:http";
import type { ServedContext } from "./served-context.ts";

/** A request by an HTTP trigger as the event that FC 3.0 makes of one for its own runtimes. */
export function httpEventOf(request: IncomingMessage, body: Buffer, context: ServedContext): Buffer {
  const { method = "GET", headers, socket } = request;
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://function");
  const event = {
    version: "v1",
    rawPath: pathname,
    headers,
    queryParameters: Object.fromEntries(searchParams),
    body: body.toString("base64"),
    isBase64Encoded: true,
    requestContext: {
      accountId: context.accountId,
      domainName: headers.host ?? "",
      requestId: context.requestId,
      http: {
        method,
        path: pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: socket.remoteAddress ?? "",
        userAgent: headers["user-agent"] ?? "",
      },
    },
  };
  return Buffer.from(JSON.stringify(event));
}
