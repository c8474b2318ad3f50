import { expect, test } from "vitest";
import { isConfigurationError } from "../errors/index.ts";
import { fcPlace } from "./fc-endpoint.ts";

const account = { region: "cn-hangzhou", accountId: "1234" };

test.each([
  [account, {}, "https://1234.cn-hangzhou.fc.aliyuncs.com"],
  [{ ...account, internal: true }, {}, "https://1234.cn-hangzhou-internal.fc.aliyuncs.com"],
  [account, { region: "cn-beijing", account: "5678" }, "https://5678.cn-beijing.fc.aliyuncs.com"],
  [{ ...account, endpoint: "fc.example.com" }, {}, "https://fc.example.com"],
  [{ ...account, endpoint: "https://fc.example.com/" }, {}, "https://fc.example.com"],
  [{ ...account, endpoint: "http://127.0.0.1:9000" }, {}, "http://127.0.0.1:9000"],
])("%j, for %j: %s", (config, target, endpoint) => {
  expect(fcPlace(config, target).endpoint).toBe(endpoint);
});

test.each([
  { region: "cn hangzhou", accountId: "1234" },
  { region: "cn-hangzhou" },
  { region: "cn-hangzhou", accountId: "evil.example.com/" },
  { ...account, endpoint: "ftp://fc.example.com" },
  { ...account, endpoint: "https://fc.example.com/path" },
])("%j is refused", (config) => {
  expect(() => fcPlace(config)).toThrow(expect.toSatisfy(isConfigurationError));
});
