import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CloudFetch, neverThrowing } from "../wire/cloud-fetch.ts";

/** Clouds that listen on a local port. */
export interface CloudServer {
  /** E.g. `http://127.0.0.1:49152`: the endpoint to give to clients. */
  readonly url: string;
  /** Stops listening and ends all connections, those kept alive and those still served too. */
  close(): Promise<void>;
}

/**
 * Serves the clouds on 127.0.0.1.
 *
 * @param options.port the port; any free one by default
 * @param options.healthPath a path that is answered 200 without the clouds; none by default
 */
export async function serveClouds(
  fetch: CloudFetch,
  { port = 0, healthPath }: { readonly port?: number; readonly healthPath?: string } = {},
): Promise<CloudServer> {
  const answer = neverThrowing(fetch);
  const server = createServer((incoming, outgoing) => {
    if (healthPath !== undefined && incoming.url === healthPath) {
      outgoing.writeHead(200, { "content-type": "application/json" }).end('{"status":"ok"}');
      return;
    }
    serve(answer, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(answer: CloudFetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  const response = await answer(toRequest(incoming, gone.signal));
  if (response.type === "error") {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(new Uint8Array(await response.arrayBuffer()));
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = "GET", url = "/", headers, socket } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://127.0.0.1:${socket.localPort}${url}`, {
    method,
    headers: headers as Record<string, string>,
    signal,
    ...(hasBody && { body: incoming, duplex: "half" as const }),
  });
}
