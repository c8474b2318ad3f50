import type { Credentials, FcAddress, FcAnswer, FcRequest, FcSend } from "@fnfkit/sdk";
import type { JsonObject } from "@fnfkit/sdk/contract";
import type { RuntimeSend } from "@fnfkit/sdk/runtime";
import type { Clouds } from "./clouds/index.ts";
import { type Authentication, fcPath, fnfAnswerBody, fnfErrorBody } from "./wire/index.ts";

/** What both clients take for `send`. */
export type DirectSend = RuntimeSend & FcSend;

type FnfRequest = Parameters<RuntimeSend>[0];
type FnfAnswer = Awaited<ReturnType<RuntimeSend>>;

type Directly = Pick<Clouds, "world" | "respond">;

/**
 * Takes requests to either cloud straight to the clouds, as they are read from the wire: with neither client nor socket
 * between, and so with nothing to sign but whose they are to be shown.
 */
export function directSend(clouds: Directly): DirectSend {
  function send(request: FnfRequest): Promise<FnfAnswer>;
  function send(request: FcRequest, address: FcAddress): Promise<FcAnswer>;
  function send(request: FnfRequest | FcRequest, address?: FcAddress): Promise<FnfAnswer | FcAnswer> {
    return "params" in request ? sendFnf(clouds, request) : sendFc(clouds, request, address as FcAddress);
  }
  return send;
}

async function sendFnf(
  { world: { region }, respond }: Directly,
  { action, endpoint, params, credentials, signal }: FnfRequest,
): Promise<FnfAnswer> {
  const authentication = authenticationOf(credentials);
  const reply = await respond({ service: "fnf", action, params, authentication }, signal, endpoint);
  switch (reply.kind) {
    case "broken":
      throw broken();
    case "error": {
      const body = fnfErrorBody(reply.error, reply.requestId, `${region}.fnf.aliyuncs.com`);
      return { status: reply.error.status, body: asSent(body) };
    }
    case "answer":
      return { status: reply.answer.status, body: asSent(fnfAnswerBody(reply.answer, reply.requestId)) };
  }
}

const generations = { "2016-08-15": "2.0", "2023-03-30": "3.0" } as const;

async function sendFc(
  { respond }: Directly,
  { method, path, query = {}, headers = {}, body }: FcRequest,
  { endpoint, version, credentials }: FcAddress,
): Promise<FcAnswer> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const reply = await respond(
    {
      service: "fc",
      generation: generations[version],
      method,
      path: fcPath(path),
      query,
      headers: Object.fromEntries(named),
      body: bytesOf(body),
      authentication: authenticationOf(credentials),
    },
    new AbortController().signal,
    endpoint,
  );
  switch (reply.kind) {
    case "broken":
      throw broken();
    case "error": {
      const { status, code, message } = reply.error;
      return { ok: false, status, code, message, requestId: reply.requestId };
    }
    case "answer": {
      const { headers: answered = {}, body: told } = reply.answer;
      return { ok: true, headers: { "x-fc-request-id": reply.requestId, ...answered }, body: read(told) };
    }
  }
}

function authenticationOf({ accessKeySecret, ...key }: Credentials): Authentication {
  return { ...key, signedWith: (secret) => secret === accessKeySecret };
}

function broken(): Error {
  return Object.assign(new Error("the connection broke"), { code: "ECONNRESET" });
}

function bytesOf(body: FcRequest["body"]): Uint8Array {
  if (body === undefined) return new Uint8Array();
  return body instanceof Uint8Array ? Uint8Array.from(body) : Buffer.from(JSON.stringify(body));
}

/** As a client reads it: JSON where it is JSON, text otherwise. */
function read(body: unknown): unknown {
  if (body === undefined) return "";
  if (!(body instanceof Uint8Array)) return asSent(body as object);
  const text = Buffer.from(body).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Only what JSON carries gets through, and nothing is shared. */
function asSent(body: object): JsonObject {
  return JSON.parse(JSON.stringify(body));
}
