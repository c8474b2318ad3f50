import { once } from "node:events";
import { Agent, get, request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { serveClouds } from "./serve-clouds.ts";

test("method, path, headers and body arrive; status, headers and bytes come back", async () => {
  const clouds = await serveClouds(async (request) => {
    const { pathname, search } = new URL(request.url);
    return new Response(await request.arrayBuffer(), {
      status: 202,
      headers: { "x-seen": `${request.method} ${pathname}${search} ${request.headers.get("x-sent")}` },
    });
  });

  const response = await fetch(`${clouds.url}/2016-08-15/a%2Fb?c=d%20e`, {
    method: "PUT",
    headers: { "x-sent": "1" },
    body: new Uint8Array([0, 255, 128]),
  });

  expect(response.status).toBe(202);
  expect(response.headers.get("x-seen")).toBe("PUT /2016-08-15/a%2Fb?c=d%20e 1");
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255, 128]));
  await clouds.close();
});

test("clouds that throw answer 500 and tell no secrets", async () => {
  const clouds = await serveClouds(async () => {
    throw new TypeError("planted secret");
  });

  const response = await fetch(clouds.url);
  await clouds.close();

  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    Code: "InternalServerError",
    Message: expect.not.stringContaining("planted"),
  });
});

test("a request that cannot be put into a Request costs its sender the connection, not the server", async () => {
  const clouds = await serveClouds(async () => new Response("still here"));

  const traced = request(clouds.url, { method: "TRACE" }).end();
  const [error] = await once(traced, "error");

  expect(error).toMatchObject({ code: "ECONNRESET" });
  expect(await (await fetch(clouds.url)).text()).toBe("still here");
  await clouds.close();
});

test("the request's signal is aborted when its sender hangs up", async () => {
  let seen: (signal: AbortSignal) => void;
  const arrived = new Promise<AbortSignal>((resolve) => {
    seen = resolve;
  });
  const clouds = await serveClouds(({ signal }) => {
    seen(signal);
    return new Promise(() => {});
  });

  const socket = connect(Number(new URL(clouds.url).port), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const signal = await arrived;
  expect(signal.aborted).toBe(false);
  const aborted = once(signal, "abort");
  socket.destroy();

  await aborted;
  await clouds.close();
});

test("closing ends connections that are kept alive, and frees the port", async () => {
  const agent = new Agent({ keepAlive: true });
  const clouds = await serveClouds(async () => new Response("ok"));
  const [response] = await once(get(clouds.url, { agent }), "response");
  response.resume();
  await once(response, "end");

  await clouds.close();
  const again = await serveClouds(async () => new Response("ok"), { port: Number(new URL(clouds.url).port) });

  expect(again.url).toBe(clouds.url);
  await again.close();
  agent.destroy();
});
