import { afterEach, describe, expect, test } from "vitest";
import {
  json,
  type MisbehavingServer,
  type Misbehaviour,
  misbehavingServer,
} from "../../test/support/misbehaving-server.ts";
import { isConfigurationError } from "../errors/index.ts";
import type { FcAddress, FcRequest } from "./fc-send.ts";
import { fc2Send } from "./fc2-send.ts";
import { fc3Send } from "./fc3-send.ts";

let server: MisbehavingServer | undefined;
afterEach(() => server?.close());

const request: FcRequest = Object.freeze({
  action: "InvokeFunction",
  method: "POST",
  path: "/functions/audit/invocations",
  query: Object.freeze({ qualifier: "prod" }),
  headers: Object.freeze({ "x-fc-invocation-type": "Async" }),
  body: Buffer.from('{"orderId":"o-1"}'),
});

describe.each([
  {
    generation: "FC 2.0",
    send: fc2Send,
    version: "2016-08-15" as const,
    error: (code: string, message: string) => ({ ErrorCode: code, ErrorMessage: message }),
    signature: /^FC STS\.key:/,
    securityToken: "x-fc-security-token",
  },
  {
    generation: "FC 3.0",
    send: fc3Send,
    version: "2023-03-30" as const,
    error: (Code: string, Message: string) => ({ Code, Message, RequestId: "request-1" }),
    signature: /^ACS3-HMAC-SHA256 Credential=STS\.key,/,
    securityToken: "x-acs-security-token",
  },
])("$generation", ({ send, version, error, signature, securityToken }) => {
  const address: Omit<FcAddress, "endpoint"> = Object.freeze({
    version,
    region: "cn-hangzhou",
    accountId: "1234",
    credentials: Object.freeze({
      accessKeyId: "STS.key",
      accessKeySecret: "secret",
      securityToken: "sts-token",
    }),
    signal: new AbortController().signal,
    timeoutMs: 2000,
  });

  async function sendTo(behave: Misbehaviour, parts: Partial<FcRequest> = {}, at: Partial<FcAddress> = {}) {
    server = await misbehavingServer(behave);
    return send({ ...request, ...parts }, { ...address, endpoint: server.endpoint, ...at });
  }

  test("a request arrives as it was meant, signed", async () => {
    const seen: object[] = [];
    await sendTo((response, { params }, raw) => {
      const { method, headers } = raw;
      const path = raw.url?.split("?")[0];
      seen.push({
        method,
        path,
        qualifier: params.get("qualifier"),
        body: params.has('{"orderId":"o-1"}'),
        headers,
      });
      response.writeHead(202, { "x-fc-request-id": "request-1" }).end();
    });

    expect(seen).toMatchObject([
      {
        method: "POST",
        path: `/${version}/functions/audit/invocations`,
        qualifier: "prod",
        body: true,
        headers: {
          authorization: expect.stringMatching(signature),
          "content-type": "application/octet-stream",
          "x-fc-invocation-type": "Async",
          [securityToken]: "sts-token",
        },
      },
    ]);
  });

  test("a token is sent whatever the access key is called", async () => {
    let received: unknown;
    await sendTo(
      (response, _seen, raw) => {
        received = raw.headers[securityToken];
        response.writeHead(202, { "x-fc-request-id": "request-1" }).end();
      },
      {},
      { credentials: { accessKeyId: "TMP.key", accessKeySecret: "secret", securityToken: "sts-token" } },
    );

    expect(received).toBe("sts-token");
  });

  test("an accepted invocation has an empty body", async () => {
    const answer = await sendTo((response) =>
      response.writeHead(202, { "x-fc-request-id": "request-1" }).end(),
    );

    expect(answer).toMatchObject({ ok: true, headers: { "x-fc-request-id": "request-1" }, body: "" });
  });

  test("an object travels as JSON, and JSON comes back as an object", async () => {
    const types: unknown[] = [];
    const answer = await sendTo(
      (response, _seen, raw) => {
        types.push(raw.headers["content-type"]);
        json(response, { status: "Running" });
      },
      { method: "PUT", body: { asyncTask: true } },
    );

    expect(types).toEqual([expect.stringMatching(/^application\/json/)]);
    expect(answer).toMatchObject({ ok: true, body: { status: "Running" } });
  });

  test.each<[string, Misbehaviour, object]>([
    [
      "an error",
      (r) => {
        r.setHeader("x-fc-request-id", "request-1");
        json(r, error("FunctionNotFound", "function 'audit' does not exist"), 404);
      },
      {
        status: 404,
        code: "FunctionNotFound",
        message: "function 'audit' does not exist",
        requestId: "request-1",
      },
    ],
    ["a 500 without a code", (r) => json(r, {}, 500), { status: 500, code: undefined, message: undefined }],
    [
      "an empty 503",
      (r) => r.writeHead(503, { "content-type": "application/json", "retry-after": "3" }).end(),
      { status: 503, retryAfter: "3" },
    ],
    [
      "a cut body",
      (r) => r.writeHead(404, { "content-type": "application/json" }).end('{"ErrorC'),
      { status: 404 },
    ],
    [
      "a proxy's page",
      (r) => r.writeHead(502, { "content-type": "text/html" }).end("<html>"),
      { status: 502, requestId: undefined },
    ],
  ])("%s is an answer", async (_name, behave, expected) => {
    expect(await sendTo(behave)).toMatchObject({ ok: false, ...expected });
  });

  test("a proxy's page with status 200 is no JSON", async () => {
    const answer = await sendTo((r) => r.writeHead(200, { "content-type": "text/html" }).end("<html>"));

    expect(answer).toMatchObject({ ok: true, body: "<html>" });
  });

  test("no answer rejects, with the system's word for it", async () => {
    await expect(sendTo((response) => response.destroy())).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("an aborted signal ends the request, not only the wait for it", async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const sent = sendTo(
      (_response, _seen, raw) => {
        closed = new Promise((resolve) => raw.socket.once("close", resolve));
        controller.abort();
      },
      {},
      { signal: controller.signal, timeoutMs: 600_000 },
    );

    await expect(sent).rejects.toThrow();
    await closed;
  });

  test("an answer that begins and never ends is hung up on when its time is up", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const sent = sendTo(
      (response, _seen, raw) => {
        closed = new Promise((resolve) => raw.socket.once("close", resolve));
        response.writeHead(200, { "x-fc-request-id": "request-1" }).write('{"status":');
      },
      {},
      { timeoutMs: 50 },
    );

    await expect(sent).rejects.toThrow();
    await closed;
  });

  test("a connection is used again after an answer", async () => {
    await sendTo((response) => response.writeHead(202, { "x-fc-request-id": "request-1" }).end());
    const at = { ...address, endpoint: server?.endpoint ?? "" };

    for (let again = 0; again < 3; again++) await send(request, at);

    expect(server?.connections).toBe(1);
  });

  test("an answer that takes too long rejects", async () => {
    await expect(sendTo(() => {}, {}, { timeoutMs: 50 })).rejects.toMatchObject({
      name: "RequestTimeoutError",
    });
  });
});

test("a temporary key without its token is refused before anything is sent", async () => {
  const refused = await fc2Send(request, {
    endpoint: "http://127.0.0.1:1",
    version: "2016-08-15",
    region: "cn-hangzhou",
    accountId: "1234",
    credentials: { accessKeyId: "STS.key", accessKeySecret: "secret" },
    signal: new AbortController().signal,
    timeoutMs: 2000,
  }).catch((error: unknown) => error);

  expect(isConfigurationError(refused)).toBe(true);
});
