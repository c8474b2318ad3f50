import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type MisbehavingServer,
  misbehavingServer,
  type SeenRequest,
} from "../support/misbehaving-server.ts";

type Fetch = (request: Request) => Promise<Response>;

/** What there is to answer with. */
interface Turn {
  readonly response: ServerResponse;
  readonly request: SeenRequest;
  /** Lets the clouds do what was asked for. */
  reach(): Promise<{
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: Buffer;
  }>;
}

type Fault = (turn: Turn) => void | Promise<void>;

/** How a request can go wrong, before or after the clouds have done what it asks for. */
const faults: Record<string, Fault> = {
  "a reset before the clouds": ({ response }) => void response.destroy(),
  async "a reset in place of the answer"({ response, reach }) {
    await reach();
    response.destroy();
  },
  async "a reset within the answer"({ response, reach }) {
    const { status, headers, body } = await reach();
    response.writeHead(status, { ...headers, "content-length": body.length + 1 });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  async "a slow drip"({ response, reach }) {
    const { status, headers, body } = await reach();
    response.writeHead(status, { ...headers, "content-length": body.length + 1_000 });
    const drip = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(drip));
  },
  async "a body longer than it says"({ response, reach }) {
    const { status, headers, body } = await reach();
    response.writeHead(status, { ...headers, "content-length": Math.max(0, body.length - 5) });
    response.end(body);
  },
  async "a body shorter than it says"({ response, reach }) {
    const { status, headers, body } = await reach();
    response.writeHead(status, { ...headers, "content-length": body.length + 5 }).end(body);
  },
  "silence before the clouds": () => {},
  async "silence after the clouds"({ reach }) {
    await reach();
  },
  "a page of a proxy before the clouds": ({ response, request }) =>
    void response.writeHead(502, { "content-type": "text/html" }).end(pageQuoting(request, response)),
  async "a page of a proxy after the clouds"({ response, request, reach }) {
    await reach();
    response.writeHead(502, { "content-type": "text/html" }).end(pageQuoting(request, response));
  },
  async "garbage that calls itself a success"({ response, request, reach }) {
    await reach();
    response
      .writeHead(200, { "content-type": "application/json", "x-fc-request-id": "request-1" })
      .end(`{"${pageQuoting(request, response)}`);
  },
  async "a failure inside that quotes the request"({ response, request, reach }) {
    await reach();
    const words = pageQuoting(request, response);
    refuse(response, 500, "InternalServerError", words);
  },
};

/** A page as bad as can be: it shows everything it was sent. */
function pageQuoting({ params, body }: SeenRequest, { req }: ServerResponse): string {
  return `<html>${req.url} ${params} ${body} ${JSON.stringify(req.headers)}</html>`;
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const fc2 = { ErrorCode: code, ErrorMessage: message };
  response
    .writeHead(status, { "content-type": "application/json", "x-fc-request-id": "request-1" })
    .end(JSON.stringify({ ...fc2, Code: code, Message: message, RequestId: "request-1" }));
}

/** The same numbers, from 0 to 1, for the same seed. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A server in front of the clouds on which a share of all requests goes wrong. */
export interface FaultyClouds extends Pick<MisbehavingServer, "endpoint" | "seen" | "close"> {
  /** Which share of the requests goes wrong from now on. */
  share: number;
  /** How often each fault has happened. */
  readonly happened: ReadonlyMap<string, number>;
}

export async function faultyClouds(fetch: Fetch, seed = 1): Promise<FaultyClouds> {
  const chance = chances(seed);
  const happened = new Map<string, number>();
  const names = [...Object.keys(faults), "a burst of throttling"];
  const answering: { share: number; throttled: number } = { share: 0, throttled: 0 };

  const server = await misbehavingServer((response, request, raw) => {
    const reach = () => throughTo(fetch, request, raw);
    answer({ response, request, reach }).catch(() => response.destroy());
  });

  async function answer(turn: Turn): Promise<void> {
    if (answering.throttled > 0) {
      answering.throttled--;
      return refuse(turn.response, 429, "ResourceThrottled", "slow down");
    }
    if (chance() >= answering.share) {
      const { status, headers, body } = await turn.reach();
      turn.response.writeHead(status, headers).end(body);
      return;
    }
    const name = names[Math.floor(chance() * names.length)] as string;
    happened.set(name, (happened.get(name) ?? 0) + 1);
    const fault = faults[name];
    if (fault !== undefined) return fault(turn);
    answering.throttled = 5;
    refuse(turn.response, 429, "ResourceThrottled", "slow down");
  }

  return Object.assign(answering, {
    endpoint: server.endpoint,
    seen: server.seen,
    close: server.close,
    happened,
  });
}

async function throughTo(fetch: Fetch, { method, body }: SeenRequest, raw: IncomingMessage) {
  const answer = await fetch(
    new Request(`http://${raw.headers.host}${raw.url}`, {
      method,
      headers: raw.headers as Record<string, string>,
      ...(method !== "GET" && { body: new Uint8Array(body) }),
    }),
  );
  const whole = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: whole };
}
