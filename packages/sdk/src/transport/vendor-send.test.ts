import { afterEach, expect, test } from "vitest";
import {
  json,
  type MisbehavingServer,
  type Misbehaviour,
  misbehavingServer,
} from "../../test/support/misbehaving-server.ts";
import type { FnfRequest } from "./send.ts";
import { vendorSend } from "./vendor-send.ts";

let server: MisbehavingServer | undefined;
afterEach(() => server?.close());

const request: FnfRequest = Object.freeze({
  action: "DescribeFlow",
  method: "GET",
  endpoint: "",
  params: Object.freeze({ Name: "order" }),
  credentials: Object.freeze({ accessKeyId: "id", accessKeySecret: "secret" }),
  signal: new AbortController().signal,
  timeoutMs: 2000,
});

async function sendTo(behave: Misbehaviour) {
  server = await misbehavingServer(behave);
  return vendorSend(server.endpoint);
}

test("reads travel in the address and writes in the body, signed with this request's credentials", async () => {
  const send = await sendTo((response) => json(response, { RequestId: "r-1" }));
  const credentials = { accessKeyId: "temporary", accessKeySecret: "secret", securityToken: "sts" };

  await send(request);
  await send({ ...request, action: "CreateFlow", method: "POST", credentials });
  await send(request);

  expect(server?.seen.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  expect(server?.seen.map(({ params }) => params.get("AccessKeyId"))).toEqual(["id", "temporary", "id"]);
  expect(server?.seen.map(({ params }) => params.get("SecurityToken"))).toEqual([null, "sts", null]);
  expect(server?.connections).toBe(1);
});

test("an answer is ordinary JSON, with numbers for the vendor's BigNumbers", async () => {
  const send = await sendTo((response) =>
    response.end('{"Events":[{"EventId":1234567890123456,"StepName":"reserve"}]}'),
  );

  const answer = await send(request);

  expect(answer).toStrictEqual({
    status: 200,
    body: { Events: [{ EventId: 1234567890123456, StepName: "reserve" }] },
  });
});

test.each<[string, Misbehaviour, number | undefined, object | undefined]>([
  ["an error", (r) => json(r, { Code: "FlowNotExists" }, 404), 404, { Code: "FlowNotExists" }],
  ["an error with status 200", (r) => json(r, { Code: "Odd" }), 200, { Code: "Odd" }],
  ["a 500 without a code", (r) => json(r, { Message: "oops" }, 500), 500, { Message: "oops" }],
  ["a 400 that calls itself OK", (r) => json(r, { Code: "OK" }, 400), 400, { Code: "OK" }],
  ["a proxy's page", (r) => r.writeHead(502).end("<html>Bad Gateway</html>"), undefined, undefined],
  ["garbage", (r) => r.end("{]"), undefined, undefined],
  ["an empty body", (r) => r.end(), undefined, undefined],
  ["an array", (r) => json(r, [1]), 200, undefined],
  ["null", (r) => json(r, null as never), undefined, undefined],
])("%s is an answer", async (_, behave, status, body) => {
  const send = await sendTo(behave);

  await expect(send(request)).resolves.toEqual({ status, body });
});

test.each<[string, Misbehaviour]>([
  ["before the answer", (response) => response.destroy()],
  [
    "within the answer",
    (response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write('{"Name"', () => response.destroy());
    },
  ],
])("a connection lost %s rejects", async (_, behave) => {
  const send = await sendTo(behave);

  await expect(send(request)).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("a server that does not answer in time rejects", async () => {
  const send = await sendTo(() => {});

  await expect(send({ ...request, timeoutMs: 30 })).rejects.toMatchObject({ name: "RequestTimeoutError" });
});

test("an abort ends the request", async () => {
  const controller = new AbortController();
  const send = await sendTo(() => controller.abort("enough"));

  await expect(send({ ...request, signal: controller.signal })).rejects.toMatchObject({ code: "ABORT_ERR" });
});
