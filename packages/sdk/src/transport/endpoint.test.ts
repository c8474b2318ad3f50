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
