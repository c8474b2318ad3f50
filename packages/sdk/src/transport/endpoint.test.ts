import { expect, test } from "vitest";
import { fnfEndpoint } from "./endpoint.ts";

const region = "cn-hangzhou";

test.each([
  [{ region }, "https://cn-hangzhou.fnf.aliyuncs.com"],
  [{ region, internal: true }, "https://cn-hangzhou-internal.fnf.aliyuncs.com"],
  [{ region, endpoint: "127.0.0.1:9000" }, "https://127.0.0.1:9000"],
  [{ region, endpoint: "http://127.0.0.1:9000/" }, "http://127.0.0.1:9000"],
  [{ region, endpoint: "https://proxy.example/fnf", internal: true }, "https://proxy.example/fnf"],
])("%j is reached at %s", (config, endpoint) => {
  expect(fnfEndpoint(config)).toBe(endpoint);
});

test.each([
  ["no region at all", { region: undefined as never }],
  ["a region that is none", { region: "cn hangzhou" }],
  ["an endpoint with a port that is none", { region, endpoint: "notaurl:99999" }],
  ["an endpoint with a password", { region, endpoint: "https://user:pass@host" }],
  ["an endpoint with a query", { region, endpoint: "https://host/?a=b" }],
  ["an endpoint of another scheme", { region, endpoint: "ftp://host" }],
])("%s is refused, and not repeated", (_, config) => {
  expect(() => fnfEndpoint(config)).toThrow(/^Failed to create a client for Serverless Workflow: (?!.*pass)/);
});
