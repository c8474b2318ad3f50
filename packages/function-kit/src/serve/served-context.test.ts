import { describe, expect, test } from "vitest";
import { servedContext } from "./served-context.ts";

const headers = {
  "x-fc-request-id": "request-1",
  "x-fc-access-key-id": "STS.request",
  "x-fc-access-key-secret": "request-secret",
  "x-fc-security-token": "request-token",
  "x-fc-function-name": "audit",
  "x-fc-function-handler": "index.handler",
  "x-fc-function-memory": "512",
  "x-fc-function-timeout": "60",
  "x-fc-region": "cn-hangzhou",
  "x-fc-account-id": "1234567890123456",
  "x-fc-qualifier": "prod",
  "x-fc-version-id": "7",
  "x-fc-service-name": "shop",
  "x-fc-service-logproject": "project",
  "x-fc-service-logstore": "store",
  "x-fc-retry-count": "2",
  "x-fc-tracing-jaeger-endpoint": "http://127.0.0.1:6831",
};
const environment = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: "STS.env",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "env-secret",
  ALIBABA_CLOUD_SECURITY_TOKEN: "env-token",
  FC_REGION: "cn-shanghai",
  FC_ACCOUNT_ID: "42",
  FC_FUNCTION_NAME: "ship",
  FC_FUNCTION_HANDLER: "main.handler",
  FC_FUNCTION_MEMORY_SIZE: "128",
  FC_TIMEOUT: "10",
};

describe("the context of a served invocation", () => {
  test("is what the request's headers say", () => {
    expect(servedContext(headers, environment)).toEqual({
      requestId: "request-1",
      credentials: {
        ...{ accessKeyId: "STS.request", accessKeySecret: "request-secret", securityToken: "request-token" },
      },
      region: "cn-hangzhou",
      accountId: "1234567890123456",
      function: { name: "audit", handler: "index.handler", memory: 512, timeout: 60 },
      service: {
        ...{ name: "shop", logProject: "project", logStore: "store", qualifier: "prod", versionId: "7" },
      },
      tracing: { jaegerEndpoint: "http://127.0.0.1:6831" },
      retryCount: 2,
    });
  });

  test("is what the environment says where the headers are silent, as newer runtimes are about credentials", () => {
    expect(servedContext({ "x-fc-request-id": "request-1" }, environment)).toEqual({
      requestId: "request-1",
      credentials: { accessKeyId: "STS.env", accessKeySecret: "env-secret", securityToken: "env-token" },
      region: "cn-shanghai",
      accountId: "42",
      function: { name: "ship", handler: "main.handler", memory: 128, timeout: 10 },
      service: { logProject: "", logStore: "", qualifier: "", versionId: "" },
      tracing: {},
      retryCount: 0,
    });
  });

  test("carries credentials of one source only", () => {
    const { "x-fc-security-token": _, ...withoutToken } = headers;

    expect(servedContext(withoutToken, environment).credentials).toEqual({
      ...{ accessKeyId: "STS.request", accessKeySecret: "request-secret" },
    });
    expect(servedContext({}, {}).credentials).toBeUndefined();
  });
});
