import { Readable } from "node:stream";
import { defineFunction } from "@fnfkit/sdk/contract";
import { expect, test } from "vitest";
import { z } from "zod";
import { testContext } from "../test/support/invocations.ts";
import { type FcHttpResponse, handleTask, type TaskHandler } from "./index.ts";

const audit = defineFunction({
  name: "audit",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean(), by: z.string() }),
  errors: ["AuditorUnavailable"],
});

/** Calls the handler as an HTTP trigger of FC 2.0 does. */
async function request(handler: TaskHandler<typeof audit>, chunks: readonly Buffer[]) {
  const request = Object.assign(Readable.from(chunks), {
    ...{ method: "POST", path: "/audit", headers: { "Content-Type": "application/json" } },
    ...{ queries: { lang: "en" }, clientIP: "203.0.113.7" },
  });
  const sent = { status: 0, headers: {} as Record<string, string>, body: undefined as unknown };
  const response: FcHttpResponse = {
    setStatusCode: (status) => {
      sent.status = status;
    },
    setHeader: (name, value) => {
      sent.headers[name] = value;
    },
    send: (body) => {
      sent.body = JSON.parse(String(body));
    },
  };
  await handleTask(audit, handler)(request, response, testContext());
  return sent;
}

const approve: TaskHandler<typeof audit> = ({ orderId }) => ({ approved: true, by: orderId });

test("a request's body is the input, however it comes in pieces, and the result is the answer", async () => {
  const body = Buffer.from(JSON.stringify({ orderId: "Zoë" }));

  const sent = await request(approve, [body.subarray(0, 14), body.subarray(14)]);

  expect(sent).toEqual({
    status: 200,
    headers: { "content-type": "application/json" },
    body: { approved: true, by: "Zoë" },
  });
});

test("a failure is answered by its name", async () => {
  const sent = await request(() => {
    throw audit.error("AuditorUnavailable", "on holiday");
  }, [Buffer.from('{"orderId":"42"}')]);

  expect(sent).toMatchObject({
    status: 500,
    body: { errorType: "AuditorUnavailable", errorMessage: "on holiday" },
  });
});

test("a request that does not fit fails as an event does", async () => {
  expect(await request(approve, [])).toMatchObject({ status: 500, body: { errorType: "InvalidInput" } });
});
