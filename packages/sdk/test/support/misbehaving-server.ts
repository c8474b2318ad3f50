import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** The union of query and form. */
  readonly params: URLSearchParams;
  readonly body: Buffer;
}

export interface MisbehavingServer {
  readonly endpoint: string;
  readonly seen: readonly SeenRequest[];
  /** How many connections were ever opened. */
  readonly connections: number;
  close(): Promise<void>;
}

export type Misbehaviour = (response: ServerResponse, request: SeenRequest, raw: IncomingMessage) => void;

/** A server on the loopback address that answers every request the way it is told. */
export async function misbehavingServer(behave: Misbehaviour): Promise<MisbehavingServer> {
  const seen: SeenRequest[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on("data", (chunk) => body.push(chunk));
    request.on("end", () => {
      const query = request.url?.split("?")[1] ?? "";
      const whole = Buffer.concat(body);
      const params = new URLSearchParams(`${query}&${whole}`);
      const one = { method: request.method ?? "", params, body: whole };
      seen.push(one);
      behave(response, one, request);
    });
  });
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
