import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { defineFunction } from "@fnfkit/sdk/contract";
import { isConfigurationError } from "@fnfkit/sdk/errors";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { type FcContext, type FcHandler, handleTask } from "../index.ts";
import { type FunctionServer, type ServeOptions, serve } from "./index.ts";

let server: FunctionServer;
const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line) => void lines.push(line));
});
afterEach(async () => {
  await server.close();
  vi.restoreAllMocks();
});

type Plain = (event: Buffer, context: FcContext) => unknown;

async function serving(handler: Plain, options: ServeOptions = {}): Promise<void> {
  const asynchronous: FcHandler = async (event: unknown, context: unknown) =>
    handler(event as Buffer, context as FcContext);
  server = await serve(asynchronous, { port: 0, host: "127.0.0.1", ...options });
}

async function call(path: string, init: RequestInit = {}) {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method: "POST",
    ...init,
    headers: { "x-fc-request-id": "request-1", ...init.headers },
  });
  const { status, headers } = response;
  return { status, mark: headers.get("x-fc-status"), headers, body: await response.text() };
}

describe("an invocation", () => {
  test("gets the event's bytes, and its result is the answer's body", async () => {
    await serving((event) => ({ echo: JSON.parse(`${event}`), isBuffer: Buffer.isBuffer(event) }));

    const { status, mark, body } = await call("/invoke", { body: '{"orderId":"42"}' });

    expect([status, mark, JSON.parse(body)]).toEqual([
      200,
      "200",
      { echo: { orderId: "42" }, isBuffer: true },
    ]);
  });

  test.each<[string, unknown, string]>([
    ["text as it is", "done", "done"],
    ["bytes as they are", Buffer.from("done"), "done"],
    ["nothing as nothing", undefined, ""],
    ["null as JSON", null, "null"],
    ["a number as JSON", 42, "42"],
  ])("answers %s", async (_, result, body) => {
    await serving(() => result);

    expect(await call("/invoke")).toMatchObject({ status: 200, body });
  });

  test("that fails is marked as failed, and tells its name", async () => {
    class OutOfStock extends Error {}
    await serving(() => {
      throw new OutOfStock("no tea");
    });

    const { status, mark, body } = await call("/invoke");

    expect([status, mark]).toEqual([404, "404"]);
    expect(JSON.parse(body)).toMatchObject({ errorType: "OutOfStock", errorMessage: "no tea" });
  });

  test("stands in the log between two lines that the platform looks for", async () => {
    await serving(() => console.log("working"));

    await call("/invoke");

    expect(lines).toEqual([
      ...["FC Invoke Start RequestId: request-1", "working", "FC Invoke End RequestId: request-1"],
    ]);
  });

  test("is made as whom its own request says, each time anew", async () => {
    await serving((_, { credentials }) => credentials?.accessKeyId);
    const as = (name: string) =>
      call("/invoke", { headers: { "x-fc-access-key-id": name, "x-fc-access-key-secret": "secret" } });

    expect([(await as("STS.one")).body, (await as("STS.two")).body]).toEqual(["STS.one", "STS.two"]);
  });

  test("whose caller hangs up sees its signal aborted", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let aborted = () => {};
    const seen = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    await serving((_, context) => {
      runtimeOf(context).signal?.addEventListener("abort", aborted);
      begin();
      return seen;
    });

    const sent = request({ port: server.port, path: "/invoke", method: "POST" }).on("error", () => {});
    sent.end();
    await begun;
    sent.destroy();

    await seen;
  });
});

describe("a request by an HTTP trigger", () => {
  test("is the event that FC 3.0 makes of one", async () => {
    await serving((event) => event);

    const { body } = await call("/orders/42?lang=en", { method: "PUT", body: "Zoë" });

    const event = JSON.parse(body);
    expect(event).toMatchObject({
      version: "v1",
      rawPath: "/orders/42",
      queryParameters: { lang: "en" },
      isBase64Encoded: true,
      requestContext: { requestId: "request-1", http: { method: "PUT", path: "/orders/42" } },
    });
    expect(Buffer.from(event.body, "base64").toString()).toBe("Zoë");
  });

  test("is answered with the response that the function describes", async () => {
    await serving(() => ({
      statusCode: 201,
      headers: { "x-order": 42 },
      isBase64Encoded: true,
      body: Buffer.from("Zoë").toString("base64"),
    }));

    const { status, headers, body } = await call("/orders");

    expect([status, headers.get("x-order"), body]).toEqual([201, "42", "Zoë"]);
  });

  test("is none of the platform's own, whatever its path, when the platform says so", async () => {
    await serving((event) => JSON.parse(`${event}`).rawPath);

    const { body } = await call("/invoke", { headers: { "x-fc-control-path": "/http-invoke" } });

    expect(body).toBe("/invoke");
  });
});

describe("the instance's life", () => {
  test.each([
    ["/initialize", "POST", "initialize"],
    ["/pre-freeze", "GET", "preFreeze"],
    ["/pre-stop", "GET", "preStop"],
  ] as const)("%s runs the hook for it", async (path, method, name) => {
    const run: string[] = [];
    await serving(() => "", { [name]: ({ requestId }: FcContext) => void run.push(requestId) });

    expect(await call(path, { method })).toMatchObject({ status: 200, mark: "200" });
    expect(run).toEqual(["request-1"]);
  });

  test("a hook that is not there is no failure; one that fails is", async () => {
    await serving(() => "", { initialize: () => Promise.reject(new Error("no database")) });

    expect(await call("/initialize")).toMatchObject({ status: 404, mark: "404" });
    expect(await call("/pre-freeze", { method: "GET" })).toMatchObject({ status: 200 });
  });

  test("before it ends, what runs is told and ends, and what comes is refused", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    await serving(
      (_, context) =>
        new Promise((resolve) => {
          runtimeOf(context).signal?.addEventListener("abort", () => resolve("tidied up"));
          begin();
        }),
    );
    const running = call("/invoke");
    await begun;

    const stopped = call("/pre-stop", { method: "GET" });

    expect(await running).toMatchObject({ status: 200, body: "tidied up" });
    expect(await stopped).toMatchObject({ status: 200 });
    const refused = await call("/invoke");
    expect([refused.status, JSON.parse(refused.body).errorType]).toEqual([503, "InstanceEnding"]);
  });

  test("a handler that gives up because the instance ends fails as one whose time is up", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const audit = defineFunction({ name: "audit", input: z.object({}), output: z.object({}) });
    await serving(
      handleTask(audit, async (_, { signal }) => {
        begin();
        await sleep(60_000, undefined, { signal });
        return {};
      }),
    );
    const running = call("/invoke", { body: "{}" });
    await begun;

    await call("/pre-stop", { method: "GET" });

    expect(JSON.parse((await running).body).errorType).toBe("FunctionDeadlineExceeded");
  });

  test("closing waits for the answers on their way, and only then breaks connections", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    await serving(
      (_, context) =>
        new Promise((resolve) => {
          runtimeOf(context).signal?.addEventListener("abort", () => resolve("x".repeat(1_000_000)));
          begin();
        }),
    );
    const running = call("/invoke");
    await begun;

    await server.close();

    expect((await running).body).toHaveLength(1_000_000);
    await expect(call("/invoke")).rejects.toThrow();
  });
});

describe("the port", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("is the one that the platform names", async () => {
    vi.stubEnv("FC_CUSTOM_LISTEN_PORT", "0");
    server = await serve(async () => "", { host: "127.0.0.1" });

    expect(server.port).toBeGreaterThan(0);
  });

  test.each(["http", "70000", "1.5"])("%s is refused", async (port) => {
    await serving(() => "");
    vi.stubEnv("FC_CUSTOM_LISTEN_PORT", port);

    await expect(serve(async () => "")).rejects.toSatisfy(isConfigurationError);
  });

  test("that is taken is an error", async () => {
    await serving(() => "");

    await expect(serve(async () => "", { port: server.port, host: "127.0.0.1" })).rejects.toThrow(
      "EADDRINUSE",
    );
  });
});
