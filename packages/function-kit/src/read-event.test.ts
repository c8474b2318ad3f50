import { describe, expect, test } from "vitest";
import { readEvent } from "./read-event.ts";

const order = { orderId: "42" };
const text = JSON.stringify(order);

describe("the event of an invocation", () => {
  test.each<[string, Uint8Array | string | object, unknown]>([
    ["bytes", Buffer.from(text), order],
    ["an array of bytes", new TextEncoder().encode(text), order],
    ["text", text, order],
    ["an object", order, order],
    ["what is not JSON", Buffer.from("hello"), "hello"],
    ["nothing", Buffer.alloc(0), ""],
    ["JSON that is no object", Buffer.from("[1]"), [1]],
  ])("is read from %s", (_, event, body) => {
    expect(readEvent(event)).toEqual({ body });
  });
});

describe("the event of an HTTP trigger", () => {
  const http = { requestContext: { http: { method: "POST" } }, headers: {}, body: text };

  test.each<[string, object, unknown]>([
    ["in text", http, order],
    ["in base64", { ...http, body: Buffer.from(text).toString("base64"), isBase64Encoded: true }, order],
    ["that somebody has read already", { ...http, body: order }, order],
    ["that is not there", { ...http, body: undefined }, undefined],
  ])("holds the body %s", (_, event, body) => {
    expect(readEvent(event).body).toEqual(body);
    expect(readEvent(Buffer.from(JSON.stringify(event))).body).toEqual(body);
  });

  test("holds headers, by whatever case, and the query", () => {
    const event = { ...http, headers: { "X-Fnf-Task-Token": "a" }, queryParameters: { taskToken: "b" } };

    expect(readEvent(event)).toMatchObject({
      headers: { "x-fnf-task-token": "a" },
      query: { taskToken: "b" },
    });
  });

  test("may lack both", () => {
    expect(readEvent({ requestContext: http.requestContext })).toEqual({
      body: undefined,
      headers: {},
      query: {},
    });
  });
});

test("an event that only looks like one of HTTP is an invocation's", () => {
  const event = { requestContext: "mine", body: text };

  expect(readEvent(event).body).toEqual(event);
});
