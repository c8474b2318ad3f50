import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { FlowClient } from "../src/client/index.ts";
import { defineFunction } from "../src/contract/index.ts";
import { isConnectionError, isServiceError } from "../src/errors/index.ts";
import { FunctionClient } from "../src/functions/index.ts";
import { jumpingClock } from "./support/jumping-clock.ts";
import {
  json,
  type MisbehavingServer,
  type Misbehaviour,
  misbehavingServer,
} from "./support/misbehaving-server.ts";

const settings = { region: "cn-hangzhou", accountId: "1234567890123456" };
const credentials = { accessKeyId: "LTAI5tPlantedKeyId", accessKeySecret: "PlantedKeySecret" };
const nothing = z.object({});
const older = defineFunction({ service: "shop", name: "audit", input: nothing, output: nothing });
const newer = defineFunction({ name: "audit", input: nothing, output: nothing });

/** One call of each service and generation; none of them can have an effect twice. */
const calls: Record<string, (endpoint: string, options?: object) => Promise<unknown>> = {
  "Serverless Workflow": (endpoint, options) =>
    new FlowClient({ ...settings, credentials, endpoint, clock: jumpingClock() })
      .execution("order", "order-42")
      .describe({ maxAttempts: 1, attemptTimeoutMs: 100, ...options }),
  "Function Compute 2.0": (endpoint, options) =>
    new FunctionClient({ ...settings, credentials, endpoint, clock: jumpingClock() })
      .job(older, "order-42")
      .describe({ maxAttempts: 1, attemptTimeoutMs: 100, ...options }),
  "Function Compute 3.0": (endpoint, options) =>
    new FunctionClient({ ...settings, credentials, endpoint, clock: jumpingClock() })
      .job(newer, "order-42")
      .describe({ maxAttempts: 1, attemptTimeoutMs: 100, ...options }),
};

/** Answers in every spelling that the three of them read. */
const error =
  (status: number, code: string, message: string): Misbehaviour =>
  (response) => {
    response.setHeader("x-fc-request-id", "request-1");
    const fc2 = { ErrorCode: code, ErrorMessage: message };
    json(response, { ...fc2, Code: code, Message: message, RequestId: "request-1" }, status);
  };

interface Case {
  readonly behave: Misbehaviour;
  /** The service's code, or the system's word where no answer came. */
  readonly code: string;
  /** What the message tells a person to do or to look at. */
  readonly says: RegExp;
  readonly retryable?: boolean;
}

const answers: Record<string, Case> = {
  "a clock that is wrong": {
    behave: error(403, "RequestTimeTooSkewed", "The request time is too far from the current time."),
    ...{ code: "RequestTimeTooSkewed", says: /Set this machine's clock right/ },
  },
  "a clock that is wrong, as the gateway says it": {
    behave: error(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."),
    ...{ code: "InvalidTimeStamp.Expired", says: /Set this machine's clock right/ },
  },
  "a clock that is wrong, as a denial": {
    behave: error(403, "AccessDenied", "The difference between request time and current time is too large"),
    ...{ code: "AccessDenied", says: /Set this machine's clock right/ },
  },
  "a service that is not activated": {
    behave: error(403, "AccessDenied", "The service is not enabled for current user."),
    ...{ code: "AccessDenied", says: /activate it once in its console/ },
  },
  "a missing permission": {
    behave: error(403, "AccessDenied", "the caller is not authorized to perform it"),
    ...{ code: "AccessDenied", says: /Grant these credentials the RAM action "(fnf|fc):[A-Z]\w+"/ },
  },
  "a missing permission, as the gateway says it": {
    behave: error(403, "NoPermission", "You are not authorized to do this action."),
    ...{ code: "NoPermission", says: /Grant these credentials the RAM action "(fnf|fc):[A-Z]\w+"/ },
  },
  "an access key that does not exist": {
    behave: error(403, "InvalidAccessKeyID", "key id is invalid"),
    ...{ code: "InvalidAccessKeyID", says: /Use an access key that exists/ },
  },
  "a secret that does not fit": {
    behave: error(403, "SignatureNotMatch", "signature mismatch"),
    ...{ code: "SignatureNotMatch", says: /access key secret is not the one/ },
  },
  "temporary credentials that have expired": {
    behave: error(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."),
    ...{ code: "InvalidSecurityToken.Expired", says: /have expired.*give the client a function/ },
  },
  throttling: {
    behave: error(429, "ResourceThrottled", "slow down"),
    ...{ code: "ResourceThrottled", says: /Call less often/, retryable: true },
  },
  "a failure inside": {
    behave: error(500, "InternalServerError", "oops"),
    ...{ code: "InternalServerError", says: /call again later/, retryable: true },
  },
  "a 500 without a code": {
    behave: (response) => json(response, {}, 500),
    ...{ code: "MalformedResponse", says: /look at the endpoint/, retryable: true },
  },
  "a proxy's page": {
    behave: (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad</html>"),
    ...{ code: "MalformedResponse", says: /look at the endpoint/, retryable: true },
  },
  "an empty answer": {
    behave: (response) => response.writeHead(200, { "content-type": "application/json" }).end(),
    ...{ code: "MalformedResponse", says: /look at the endpoint/, retryable: true },
  },
  "a body that is cut": {
    behave: (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"Sta'),
    ...{ code: "MalformedResponse", says: /look at the endpoint/, retryable: true },
  },
};

const losses: Record<string, Case> = {
  "a reset before the answer": {
    behave: (response) => response.destroy(),
    ...{ code: "ECONNRESET", says: /the connection was lost before the answer had come/ },
  },
  "a reset within the answer": {
    behave(response) {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("{", () => response.destroy());
    },
    ...{ code: "ECONNRESET", says: /the connection was lost before the answer had come/ },
  },
  "an answer that never comes": {
    behave: () => {},
    ...{ code: "ETIMEDOUT", says: /no answer came in time/ },
  },
};

describe.each(Object.entries(calls))("%s", (_service, call) => {
  let server: MisbehavingServer | undefined;
  afterEach(() => server?.close());

  test.each(Object.entries(answers))("tells what to do about %s", async (_name, answer) => {
    server = await misbehavingServer(answer.behave);

    const failure = await call(server.endpoint).catch((thrown: unknown) => thrown);

    expect(isServiceError(failure, answer.code)).toBe(true);
    expect(failure).toMatchObject({ retryable: answer.retryable ?? false, message: /^Failed to / });
    expect((failure as Error).message).toMatch(answer.says);
  });

  test.each(Object.entries(losses))("says what happened after %s", async (_name, loss) => {
    server = await misbehavingServer(loss.behave);

    const failure = await call(server.endpoint).catch((thrown: unknown) => thrown);

    expect(isConnectionError(failure)).toBe(true);
    expect(failure).toMatchObject({ reason: loss.code });
    expect((failure as Error).message).toMatch(loss.says);
  });

  test("says that nobody listens", async () => {
    server = await misbehavingServer(() => {});
    const { endpoint } = server;
    await server.close();

    await expect(call(endpoint)).rejects.toMatchObject({
      reason: "ECONNREFUSED",
      message: expect.stringContaining("nobody listens at the endpoint"),
    });
  });

  test("says that a name does not resolve", async () => {
    await expect(call("https://nowhere.invalid", { maxAttempts: 6 })).rejects.toMatchObject({
      reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
      message: expect.stringMatching(/the endpoint's name (does not resolve|could not be resolved)/),
    });
  });

  test("takes an endpoint without a scheme for https, so that nothing is sent in the clear", async () => {
    const heard: Buffer[] = [];
    const plain = createServer().on("clientError", (_error, socket) => socket.destroy());
    plain.on("connection", (socket) => socket.on("data", (chunk) => heard.push(chunk)));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const { port } = plain.address() as AddressInfo;

    const failure = await call(`127.0.0.1:${port}`).catch((thrown: unknown) => thrown);
    await new Promise((resolve) => plain.close(resolve));

    expect(isConnectionError(failure)).toBe(true);
    // A TLS handshake, not a request.
    expect(Buffer.concat(heard)[0]).toBe(0x16);
    expect(Buffer.concat(heard).toString("latin1")).not.toContain("LTAI5tPlantedKeyId");
  });

  test("asks the service no sooner than it wants to be asked", async () => {
    let asked = 0;
    server = await misbehavingServer((response, ...rest) => {
      asked++;
      response.setHeader("retry-after", "7");
      error(429, "ResourceThrottled", "slow down")(response, ...rest);
    });

    const failure = await call(server.endpoint, { maxAttempts: 2, timeoutMs: 7_000 }).catch(
      (thrown) => thrown,
    );

    expect(failure).toMatchObject({ serviceCode: "ResourceThrottled", retryAfterMs: 7_000 });
    expect(asked).toBe(1);
  });
});

test("credentials that expire are replaced in the middle of a call", async () => {
  const valid = "LTAI5tSecondKeyId";
  let turn = 0;
  const seen: (string | null)[] = [];
  const server = await misbehavingServer((response, { params }) => {
    seen.push(params.get("AccessKeyId"));
    if (seen.length === 1) json(response, { Code: "ResourceThrottled", Message: "later" }, 429);
    else json(response, { RequestId: "request-1", Status: "Running" });
  });
  const flows = new FlowClient({
    ...{ ...settings, endpoint: server.endpoint, clock: jumpingClock() },
    credentials: async () => ({
      accessKeyId: ++turn === 1 ? "LTAI5tFirstKeyId" : valid,
      accessKeySecret: "secret",
    }),
  });

  await flows.execution("order", "order-42").describe();
  await server.close();

  expect(seen).toEqual(["LTAI5tFirstKeyId", valid]);
});
