import { describe, expect, test } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { lost, ok, refusal, type Script, scriptedSend } from "../../test/support/scripted-send.ts";
import { isAbortError, isConfigurationError, isConnectionError, isServiceError } from "../errors/index.ts";
import { createFnfTransport, type FnfTransportConfig } from "./index.ts";

const credentials = { accessKeyId: "id", accessKeySecret: "secret" };

function transportOver(script: Script, config: Partial<FnfTransportConfig> = {}) {
  const send = scriptedSend(script);
  const transport = createFnfTransport({
    region: "cn-hangzhou",
    credentials,
    clock: jumpingClock(),
    random: () => 0.5,
    send,
    ...config,
  });
  return { transport, send };
}

test("parameters travel as text, objects as JSON, and what is undefined not at all", async () => {
  const { transport, send } = transportOver({ ListExecutions: ok() });

  await transport.call("ListExecutions", {
    FlowName: "order",
    Limit: 60,
    MetadataOnly: true,
    Environment: { Variables: [] },
    NextToken: undefined,
  });

  expect(send.requests[0]?.params).toEqual({
    FlowName: "order",
    Limit: "60",
    MetadataOnly: "true",
    Environment: '{"Variables":[]}',
  });
});

test("half a character, which no request can carry, travels as the mark for one", async () => {
  const { transport, send } = transportOver({ ReportTaskFailed: ok() });

  await transport.call("ReportTaskFailed", { TaskToken: "t", Error: "😀", Cause: "\ud83d and \ude00" });

  expect(send.requests[0]?.params).toEqual({ TaskToken: "t", Error: "😀", Cause: "\ufffd and \ufffd" });
});

test.each([
  ["DescribeFlow", "GET"],
  ["ListFlows", "GET"],
  ["GetExecutionHistory", "GET"],
  ["UpdateMapRun", "GET"],
  ["StartExecution", "POST"],
  ["ReportTaskFailed", "POST"],
  ["DeleteFlow", "POST"],
  ["DescribeRegions", "POST"],
])("%s is sent as the documented %s", async (action, method) => {
  const { transport, send } = transportOver({ [action]: ok() });

  await transport.call(action);

  expect(send.requests[0]?.method).toBe(method);
});

test("a long poll is given the time it is held for, and some more", async () => {
  const { transport, send } = transportOver({ DescribeExecution: ok() });

  await transport.call("DescribeExecution", { WaitTimeSeconds: 60 });

  expect(send.requests[0]?.timeoutMs).toBeGreaterThanOrEqual(65_000);
});

test("credentials are asked for before every attempt", async () => {
  let turn = 0;
  const { transport, send } = transportOver(
    { ListFlows: [refusal(429, "ResourceThrottled"), ok()] },
    { credentials: () => ({ ...credentials, accessKeyId: `id-${++turn}` }) },
  );

  await transport.call("ListFlows");

  expect(send.requests.map((request) => request.credentials.accessKeyId)).toEqual(["id-1", "id-2"]);
});

test("nothing is sent once the signal is aborted, though the credentials come after all", async () => {
  const { promise, resolve } = withResolver();
  const { transport, send } = transportOver({ ListFlows: ok() }, { credentials: () => promise });
  const controller = new AbortController();

  const call = transport.call("ListFlows", {}, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toSatisfy(isAbortError);
  resolve(credentials);
  await promise;
  await new Promise(setImmediate);

  expect(send.requests).toEqual([]);
});

function withResolver() {
  let resolve = (_: typeof credentials) => {};
  const promise = new Promise<typeof credentials>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test("an attempt without a limit gets the longest that a timer can have", async () => {
  const { transport, send } = transportOver({ ListFlows: ok() });

  await transport.call("ListFlows", {}, { attemptTimeoutMs: Number.POSITIVE_INFINITY });

  expect(send.requests[0]?.timeoutMs).toBeLessThan(2 ** 31 - 1_000);
});

test("nothing is sent without usable credentials", async () => {
  const { transport, send } = transportOver({}, { credentials: { accessKeyId: "id", accessKeySecret: "" } });

  await expect(transport.call("ListFlows")).rejects.toSatisfy(isConfigurationError);

  expect(send.requests).toEqual([]);
});

describe("an answer that is an error", () => {
  test("carries the service's code, status and request id", async () => {
    const { transport } = transportOver({ DescribeFlow: refusal(404, "FlowNotExists") });

    const error = await transport.call("DescribeFlow", { Name: "order" }).catch((thrown: unknown) => thrown);

    expect(isServiceError(error, "FlowNotExists")).toBe(true);
    expect(error).toMatchObject({
      service: "fnf",
      action: "DescribeFlow",
      status: 404,
      requestId: "request-1",
      retryable: false,
    });
  });

  test.each([
    ["a 500 without a code", { status: 500, body: { Message: "oops" } }, true],
    ["a 400 that calls itself OK", { status: 400, body: { Code: "OK" } }, false],
    ["a page of a proxy", { status: undefined, body: undefined }, true],
  ])("is recognised in %s", async (_, answer, retryable) => {
    const { transport } = transportOver({ DescribeFlow: answer });

    const error = await transport.call("DescribeFlow").catch((thrown: unknown) => thrown);

    expect(isServiceError(error, "MalformedResponse")).toBe(true);
    expect(error).toMatchObject({ status: answer.status, retryable });
  });

  test("is anything that the service has not marked as its own, with whatever status", async () => {
    const { transport } = transportOver({ ReportTaskSucceeded: { status: 200, body: { login: "please" } } });

    const call = transport.call("ReportTaskSucceeded", { TaskToken: "token", Output: {} });

    await expect(call).rejects.toMatchObject({ serviceCode: "MalformedResponse", retryable: true });
  });

  test("is recognised behind the status of a success", async () => {
    const { transport } = transportOver({ DescribeFlow: refusal(200, "FlowNotExists") });

    await expect(transport.call("DescribeFlow")).rejects.toSatisfy((error) =>
      isServiceError(error, "FlowNotExists"),
    );
  });

  test.each([
    ["FnF service is not enabled for current user.", "activate it"],
    [
      "the caller is not authorized to perform 'fnf:DescribeFlow'",
      'Grant these credentials the RAM action "fnf:DescribeFlow"',
    ],
  ])("AccessDenied: %s", async (words, advice) => {
    const { transport } = transportOver({ DescribeFlow: refusal(403, "AccessDenied", words) });

    await expect(transport.call("DescribeFlow")).rejects.toThrow(advice);
  });
});

describe("what is tried again", () => {
  const lostThenOk = [lost("ECONNRESET"), ok()];

  test.each([
    ["DescribeFlow", {}],
    ["UpdateFlow", { Name: "order" }],
    ["StartExecution", { FlowName: "order", ExecutionName: "order-42" }],
    ["ReportTaskSucceeded", { TaskToken: "token" }],
  ])("%s after a lost answer, since a second one has no second effect", async (action, params) => {
    const { transport, send } = transportOver({ [action]: lostThenOk });

    await transport.call(action, params);

    expect(send.requests).toHaveLength(2);
  });

  test.each([
    ["StartExecution", { FlowName: "order" }],
    ["StartSyncExecution", { FlowName: "order" }],
    ["PublishFlowVersion", { FlowName: "order" }],
  ])("not %s, which might have its effect twice", async (action, params) => {
    const { transport, send } = transportOver({ [action]: lostThenOk });

    await expect(transport.call(action, params)).rejects.toSatisfy(isConnectionError);

    expect(send.requests).toHaveLength(1);
  });

  test("whatever the service refused for now", async () => {
    const { transport, send } = transportOver({
      PublishFlowVersion: [refusal(429, "ResourceThrottled"), refusal(400, "Throttling.User"), ok()],
    });

    await transport.call("PublishFlowVersion", { FlowName: "order" });

    expect(send.requests).toHaveLength(3);
  });
});

test.each([
  [{ region: "" }],
  [{ region: "cn-hangzhou.evil.example/" }],
  [{ endpoint: "ftp://example.com" }],
  [{ endpoint: "http://" }],
])("a client that could not reach anything is refused: %j", (config) => {
  expect(() => transportOver({}, config)).toThrow(expect.toSatisfy(isConfigurationError));
});
