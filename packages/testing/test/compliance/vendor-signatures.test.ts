import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mswIntercept } from "../../src/msw/msw-intercept.ts";
import { serveClouds } from "../../src/server/serve-clouds.ts";
import type { CloudFetch } from "../../src/wire/cloud-fetch.ts";
import { echoCloud } from "../support/echo-cloud.ts";
import { type ApiCall, callApi, type Endpoints, fc2Client, fnfClient } from "../support/vendor-clients.ts";

interface WayIn {
  readonly endpoints: Endpoints;
  close(): void | Promise<void>;
}

async function throughMsw(fetch: CloudFetch): Promise<WayIn> {
  const { listen, close } = mswIntercept(fetch);
  listen();
  return {
    endpoints: {
      fnf: "https://cn-hangzhou.fnf.aliyuncs.com",
      fc2: "http://1234.cn-hangzhou.fc.aliyuncs.com",
      fc3: "https://fcv3.cn-hangzhou.aliyuncs.com",
    },
    close,
  };
}

async function overSocket(fetch: CloudFetch): Promise<WayIn> {
  const { url, close } = await serveClouds(fetch);
  return { endpoints: { fnf: url, fc2: url, fc3: url }, close };
}

const keys = { accessKeyId: "STS.key", accessKeySecret: "secret", securityToken: "CAIS+tok/en~*==" };
const wrongSecret = { ...keys, accessKeySecret: "another" };
const foreignToken = { ...keys, securityToken: "CAIS+of/somebody/else" };

// What a header can carry besides plain words; Node sends header values as Latin-1, and trims them.
const tokens = fc
  .string({ unit: fc.constantFrom(..."aZ09+/=~*-_.!'()é %"), minLength: 1 })
  .map((t) => `t${t}t`);
// NUL, combining marks, emoji, and what each percent-encoder has its own opinion on.
const values = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."*~+/=&!'()% \n流é") }),
);
const params = fc.dictionary(fc.stringMatching(/^P[A-Za-z0-9_.]{0,8}$/), values, { maxKeys: 5 });

const listTasks: ApiCall = {
  style: "ROA",
  action: "ListAsyncTasks",
  version: "2023-03-30",
  method: "GET",
  pathname: "/2023-03-30/functions/audit/async-tasks",
  query: { prefix: "order" },
};
const startByAcs3: ApiCall = {
  style: "RPC",
  action: "StartExecution",
  version: "2019-03-15",
  method: "POST",
  pathname: "/",
  reqBodyType: "formData",
  body: { FlowName: "order" },
};

describe.each([
  ["through MSW", throughMsw],
  ["over a socket", overSocket],
])("%s", (_, open) => {
  const cloud = echoCloud(keys);
  let way: WayIn;

  beforeEach(async () => {
    way = await open(cloud.fetch);
  });
  afterEach(async () => {
    cloud.tamper();
    await way.close();
  });

  describe("the FnF client", () => {
    test.each([{}, { method: "POST" as const }])("is understood (%j)", async (options) => {
      const answer = await fnfClient(way.endpoints, keys).request(
        "StartExecution",
        { FlowName: "order", Input: '{"a b":"*~+/=ü 流"}', ExecutionName: "" },
        { ...options },
      );

      expect(answer).toMatchObject({ Action: "StartExecution", RequestId: "request-1" });
      expect(JSON.parse(String(answer.Params))).toEqual({
        FlowName: "order",
        Input: '{"a b":"*~+/=ü 流"}',
        ExecutionName: "",
      });
    });

    test.each([{}, { method: "POST" as const }])("arrives whatever it sends (%j)", async (options) => {
      await fc.assert(
        fc.asyncProperty(params, async (sent) => {
          const answer = await fnfClient(way.endpoints, keys).request("Any", sent, { ...options });

          expect(JSON.parse(String(answer.Params))).toEqual({ ...sent });
        }),
        { numRuns: 50 },
      );
    });

    test("is refused with a wrong secret or a token that is not the key's", async () => {
      const call = (client: ReturnType<typeof fnfClient>) => client.request("ListFlows", {}, {});

      await expect(call(fnfClient(way.endpoints, wrongSecret))).rejects.toMatchObject({
        code: "SignatureNotMatch",
        entry: { response: { statusCode: 403 } },
      });
      await expect(call(fnfClient(way.endpoints, foreignToken))).rejects.toMatchObject({
        code: "InvalidAccessKeyID",
        entry: { response: { statusCode: 403 } },
      });
    });

    test("is refused when a parameter was changed, added or moved to another action on the way", async () => {
      const changes: readonly [string, string][] = [
        ["FlowName", "other"],
        ["Qualifier", "1"],
        ["Action", "StopExecution"],
        ["SignatureNonce", "again"],
      ];
      for (const [name, value] of changes) {
        cloud.tamper((request) => {
          const url = new URL(request.url);
          url.searchParams.set(name, value);
          return new Request(url, request);
        });

        const call = fnfClient(way.endpoints, keys).request("StartExecution", { FlowName: "order" }, {});

        await expect(call).rejects.toMatchObject({ code: "SignatureNotMatch" });
      }
    });
  });

  describe("the generic client, calling FnF with ACS3", () => {
    test("is understood", async () => {
      const answer = await callApi(way.endpoints.fnf, keys, {
        ...startByAcs3,
        query: { TaskToken: "djEj+/==" },
      });

      expect(answer).toEqual({
        Action: "StartExecution",
        Params: JSON.stringify({ TaskToken: "djEj+/==", FlowName: "order" }),
        RequestId: "request-1",
      });
    });

    test("is refused with a wrong secret", async () => {
      await expect(callApi(way.endpoints.fnf, wrongSecret, startByAcs3)).rejects.toMatchObject({
        code: "SignatureNotMatch",
        statusCode: 403,
      });
    });

    test("is refused when its action or its form was changed on the way", async () => {
      cloud.tamper((request) => withHeader(request, "x-acs-action", "StopExecution"));
      await expect(callApi(way.endpoints.fnf, keys, startByAcs3)).rejects.toMatchObject({
        code: "SignatureNotMatch",
      });

      cloud.tamper((request) => withBody(request, "FlowName=other"));
      await expect(callApi(way.endpoints.fnf, keys, startByAcs3)).rejects.toMatchObject({
        code: "SignatureNotMatch",
      });
    });
  });

  describe("the FC 2.0 client", () => {
    test("is understood when it invokes a function", async () => {
      const event = Buffer.from([0, 255, 128, 10]);

      const { data, headers } = await fc2Client(way.endpoints, keys).invokeFunction(
        "shop",
        "audit",
        event,
        { "x-fc-invocation-type": "Async", "x-fc-stateful-async-invocation-id": "order-42" },
        "prod",
      );

      expect(headers["x-fc-request-id"]).toBe("request-1");
      expect(data).toMatchObject({
        generation: "2.0",
        method: "POST",
        path: ["services", "shop.prod", "functions", "audit", "invocations"],
        headers: { "x-fc-invocation-type": "Async", "x-fc-stateful-async-invocation-id": "order-42" },
        body: event.toString("base64"),
      });
    });

    test("is understood in its low-level verbs", async () => {
      const client = fc2Client(way.endpoints, keys);

      const got = await client.get("/services/a b*~/functions/f+'(1)", { prefix: "*~+/= ü", next: "" });
      const put = await client.put("/services/a/functions/f/async-invoke-config", {
        statefulInvocation: true,
      });
      const stopped = await client.put("/services/a/functions/f/stateful-async-invocations/order-42");
      const posted = await client.post("/services", { serviceName: "流" });

      expect(got.data).toMatchObject({
        method: "GET",
        path: ["services", "a b*~", "functions", "f+'(1)"],
        query: { prefix: "*~+/= ü", next: "" },
      });
      expect(put.data).toMatchObject({ method: "PUT", body: btoa('{"statefulInvocation":true}') });
      expect(stopped.data).toMatchObject({ method: "PUT", body: "" });
      expect(posted.data).toMatchObject({ body: Buffer.from('{"serviceName":"流"}').toString("base64") });
    });

    test("is refused with a wrong secret or a token that is not the key's", async () => {
      await expect(fc2Client(way.endpoints, wrongSecret).get("/services")).rejects.toMatchObject({
        code: "SignatureNotMatch",
        message: expect.stringContaining("failed with 403. requestid: request-1"),
      });
      await expect(fc2Client(way.endpoints, foreignToken).get("/services")).rejects.toMatchObject({
        code: "InvalidAccessKeyID",
      });
    });

    test("is refused when its path or a header of FC's was changed or added on the way", async () => {
      const changes: readonly ((request: Request) => Request)[] = [
        (request) => new Request(request.url.replace("audit", "other"), request),
        (request) => withHeader(request, "x-fc-invocation-type", "Sync"),
        (request) => withHeader(request, "x-fc-log-type", "Tail"),
      ];
      for (const change of changes) {
        cloud.tamper(change);

        const call = fc2Client(way.endpoints, keys).get("/services/shop/functions/audit", undefined, {
          "x-fc-invocation-type": "Async",
        });

        await expect(call).rejects.toMatchObject({ code: "SignatureNotMatch" });
      }
    });
  });

  describe("the generic client, calling FC 3.0", () => {
    test("is understood in query, headers and body", async () => {
      const body = Buffer.from([0, 255, 128, 10]);

      const answer = await callApi(way.endpoints.fc3, keys, {
        style: "ROA",
        action: "InvokeFunction",
        version: "2023-03-30",
        method: "POST",
        pathname: "/2023-03-30/functions/audit/invocations",
        reqBodyType: "byte",
        query: { qualifier: "prod" },
        headers: { "x-fc-async-task-id": "order-42" },
        body,
      });

      expect(answer).toMatchObject({
        generation: "3.0",
        method: "POST",
        path: ["functions", "audit", "invocations"],
        query: { qualifier: "prod" },
        headers: { "x-fc-async-task-id": "order-42" },
        body: body.toString("base64"),
      });
    });

    test("arrives whatever it sends", async () => {
      await fc.assert(
        fc.asyncProperty(params, params, async (query, body) => {
          const answer = await callApi(way.endpoints.fc3, keys, { ...listTasks, method: "PUT", query, body });

          expect(answer).toMatchObject({
            query: { ...query },
            body: Buffer.from(JSON.stringify(body)).toString("base64"),
          });
        }),
        { numRuns: 50 },
      );
    });

    test("is refused with a wrong secret or a token that is not the key's", async () => {
      await expect(callApi(way.endpoints.fc3, wrongSecret, listTasks)).rejects.toMatchObject({
        code: "SignatureNotMatch",
        statusCode: 403,
      });
      await expect(callApi(way.endpoints.fc3, foreignToken, listTasks)).rejects.toMatchObject({
        code: "InvalidAccessKeyID",
        statusCode: 403,
      });
    });

    test("is refused when anything that it signs was changed or added on the way", async () => {
      const changes: readonly ((request: Request) => Request)[] = [
        (request) => new Request(request.url.replace("audit", "other"), request),
        (request) => new Request(request.url.replace("order", "other"), request),
        (request) => new Request(`${request.url}&limit=1`, request),
        (request) => withHeader(request, "x-acs-added", "1"),
        (request) => withHeader(request, "host", "fcv3.other.aliyuncs.com"),
        (request) => withBody(request, "{}"),
      ];
      for (const change of changes) {
        cloud.tamper(change);

        await expect(
          callApi(way.endpoints.fc3, keys, { ...listTasks, method: "PUT", body: { a: 1 } }),
        ).rejects.toMatchObject({ code: "SignatureNotMatch" });
      }
    });
  });
});

test("a key is known by every scheme, with no security token or any", async () => {
  await fc.assert(
    fc.asyncProperty(fc.option(tokens, { nil: undefined }), async (securityToken) => {
      const owner =
        securityToken === undefined
          ? { accessKeyId: "LTAI", accessKeySecret: "secret" }
          : { accessKeyId: "STS.key", accessKeySecret: "secret", securityToken };
      const { endpoints, close } = await overSocket(echoCloud(owner).fetch);

      const calls = await Promise.allSettled([
        fnfClient(endpoints, owner).request("ListFlows", {}, {}),
        fc2Client(endpoints, owner).get("/services"),
        callApi(endpoints.fc3, owner, listTasks),
      ]);

      await close();
      expect(calls.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    }),
    { numRuns: 30 },
  );
});

function withHeader(request: Request, name: string, value: string): Request {
  const changed = new Request(request);
  changed.headers.set(name, value);
  return changed;
}

function withBody(request: Request, body: string): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}
