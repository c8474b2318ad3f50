import { describe, expect, test } from "vitest";
import { classify } from "./classify.ts";
import { answeredWith, lostConnection, mayRetry } from "./failures.ts";

const fnf = { service: "fnf", action: "StartExecution", what: "call StartExecution", secrets: [] } as const;
const fc = { ...fnf, service: "fc", action: "InvokeFunction" } as const;
const lostFor = (code: string) => lostConnection(fnf, Object.assign(new Error("lost"), { code }));

describe("what an answer says about trying again", () => {
  test.each([
    ["fnf", 429, "ResourceThrottled"],
    ["fnf", 409, "ConcurrentUpdateError"],
    ["fnf", 409, "TaskInvalidState"],
    ["fnf", 400, "Throttling"],
    ["fnf", 400, "Throttling.User"],
    ["fnf", 503, "ServiceUnavailable"],
    ["fnf", undefined, "ServiceUnavailable"],
    ["fc", 429, "ResourceExhausted"],
    ["fc", 503, "ResourceThrottled"],
    ["fc", 409, "ConcurrentUpdateError"],
    ["fc", 429, "SomethingNew"],
  ] as const)("%s %s %s: refused for now, safe to repeat", (service, status, serviceCode) => {
    expect(classify({ service, status, serviceCode })).toBe("refused");
  });

  test.each([
    ["fnf", 500, "InternalServerError"],
    ["fnf", undefined, "InternalError"],
    ["fnf", undefined, "MalformedResponse"],
    ["fnf", 200, "MalformedResponse"],
    ["fc", 502, "BadResponse"],
    ["fc", 504, "MalformedResponse"],
    ["fc", 499, "ClientClosedRequest"],
    ["fnf", 408, "MalformedResponse"],
  ] as const)("%s %s %s: may have taken effect", (service, status, serviceCode) => {
    expect(classify({ service, status, serviceCode })).toBe("unsure");
  });

  test.each([
    ["fnf", 404, "FlowNotExists"],
    ["fnf", 400, "TaskAlreadyCompleted"],
    ["fnf", 403, "AccessDenied"],
    ["fnf", 404, "MalformedResponse"],
    ["fc", 409, "StatefulAsyncInvocationAlreadyExists"],
    ["fc", 409, "TaskInvalidState"],
  ] as const)("%s %s %s: for good", (service, status, serviceCode) => {
    expect(classify({ service, status, serviceCode })).toBe("final");
  });
});

test("what was refused is tried again whatever it does", () => {
  const throttled = answeredWith(fc, { status: 503, serviceCode: "ResourceThrottled" });

  expect([mayRetry(throttled, true), mayRetry(throttled, false)]).toEqual([true, true]);
});

test.each([
  ["a failure inside the service", answeredWith(fnf, { status: 500, serviceCode: "InternalServerError" })],
  ["an unreadable answer", answeredWith(fnf, { serviceCode: "MalformedResponse" })],
  ["a reset", lostFor("ECONNRESET")],
  ["a time-out of the socket", lostConnection(fnf, { name: "RequestTimeoutError" })],
  ["a loss without a code", lostConnection(fnf, new TypeError("Network error"))],
])("after %s only what is repeatable is tried again", (_, failure) => {
  expect([mayRetry(failure, true), mayRetry(failure, false)]).toEqual([true, false]);
});

test("what never arrived is tried again whatever it does", () => {
  expect(mayRetry(lostFor("ECONNREFUSED"), false)).toBe(true);
});

test.each([
  "ENOTFOUND",
  "EPROTO",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])("%s will not pass", (code) => {
  expect(mayRetry(lostFor(code), true)).toBe(false);
});

test("a mistake of the caller's is not tried again", () => {
  expect(mayRetry(new TypeError("undefined is not a function"), true)).toBe(false);
});

test("an answer becomes a sentence with its code, status, request and advice", () => {
  const error = answeredWith(fnf, {
    status: 404,
    serviceCode: "FlowNotExists",
    message: "Flow 'order' does not exist.",
    requestId: "r-1",
    advice: "Deploy it first.",
  });

  expect(error).toMatchObject({
    serviceCode: "FlowNotExists",
    status: 404,
    requestId: "r-1",
    retryable: false,
  });
  expect(error.message).toBe(
    "Failed to call StartExecution: Flow 'order' does not exist (FlowNotExists, status 404, request r-1). Deploy it first.",
  );
});
