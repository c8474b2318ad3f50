import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import {
  json,
  type MisbehavingServer,
  type Misbehaviour,
  misbehavingServer,
} from "../../test/support/misbehaving-server.ts";
import type { OptionalSignal } from "../call/optional-signal.ts";
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
  const address: Omit<OptionalSignal<FcAddress>, "endpoint"> = Object.freeze({
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

  async function sendTo(
    behave: Misbehaviour,
    parts: Partial<FcRequest> = {},
    at: Partial<OptionalSignal<FcAddress>> = {},
  ) {
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
      "a refusal that was cut, whose status must not be judged alone,",
      (r) => r.writeHead(404, { "content-type": "application/json" }).end('{"ErrorC'),
      { status: undefined },
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

  test("of many calls at once an aborted one ends its own request, and no other's", async () => {
    const controllers = Array.from({ length: 50 }, () => new AbortController());
    const open = new Map<string, ServerResponse>();
    const closed: string[] = [];
    let abortedIsClosed = () => {};
    const abortedClosed = new Promise<void>((resolve) => {
      abortedIsClosed = resolve;
    });
    server = await misbehavingServer((response, { body }, raw) => {
      open.set(String(body), response);
      const close = () => {
        closed.push(String(body));
        abortedIsClosed();
      };
      raw.socket.once("close", close);
      response.once("finish", () => raw.socket.off("close", close));
      if (open.size === controllers.length) controllers[17]?.abort();
    });
    const { endpoint } = server;

    const sent = controllers.map(({ signal }, number) =>
      send(
        { ...request, body: Buffer.from(`${number}`) },
        { ...address, endpoint, signal, timeoutMs: 600_000 },
      ),
    );
    const settled = Promise.allSettled(sent);
    await abortedClosed;
    for (const [number, response] of open) json(response, { number });

    const results = await settled;
    expect(closed).toEqual(["17"]);
    expect(
      results.map((result) =>
        result.status === "fulfilled" && result.value.ok ? result.value.body : "ended",
      ),
    ).toEqual(controllers.map((_, number) => (number === 17 ? "ended" : { number: `${number}` })));
  });

  test("a call that nothing can end is answered", async () => {
    const answer = await sendTo((response) => json(response, { receipt: "r-1" }), {}, { signal: undefined });

    expect(answer).toMatchObject({ ok: true, body: { receipt: "r-1" } });
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
      code: "ETIMEDOUT",
    });
  });

  test("an answer that drips too long rejects, also on a connection that was used before", async () => {
    const at = (timeoutMs: number) => ({ ...address, endpoint: server?.endpoint ?? "", timeoutMs });
    let isFirst = true;
    await sendTo((response) => {
      response.writeHead(202, { "x-fc-request-id": "request-1" });
      if (isFirst) response.end();
      else response.write("{");
      isFirst = false;
    });

    // The vendor's timer of the first request would end in the second one's time, and take that one's with it.
    isFirst = true;
    await send(request, at(20));
    const dripping = send(request, at(1_100));

    await expect(dripping).rejects.toMatchObject({ code: "ETIMEDOUT" });
    expect(server?.connections).toBe(1);
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
