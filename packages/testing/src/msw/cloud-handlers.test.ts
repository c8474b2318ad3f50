import { getResponse } from "msw";
import { expect, test } from "vitest";
import { cloudHandlers } from "./cloud-handlers.ts";

const handlers = cloudHandlers(
  async (request) => new Response(`${request.method} ${new URL(request.url).host}`),
);

test.each([
  "cn-hangzhou.fnf.aliyuncs.com",
  "cn-hangzhou-internal.fnf.aliyuncs.com",
  "cn-hangzhou-classic.fnf.aliyuncs.com",
  "1234.cn-hangzhou.fc.aliyuncs.com",
  "1234.cn-hangzhou-internal.fc.aliyuncs.com",
  "fc.cn-hangzhou.aliyuncs.com",
  "fc-vpc.cn-hangzhou.aliyuncs.com",
  "fcv3.cn-hangzhou.aliyuncs.com",
  "unheard.of.fnf.aliyuncs.com",
  "cn-hangzhou.fnf.aliyuncs.com.",
])("%s is led to the clouds, by http and https", async (host) => {
  for (const url of [`http://${host}/?Action=ListFlows`, `https://${host}/2016-08-15/services`]) {
    const response = await getResponse(handlers, new Request(url, { method: "PUT" }));

    expect(await response?.text()).toBe(`PUT ${host}`);
  }
});

test.each([
  "http://127.0.0.1:8080/",
  "https://sts.aliyuncs.com/",
  "https://oss-cn-hangzhou.aliyuncs.com/fc.cn-hangzhou.aliyuncs.com/",
  "https://myfc.cn-hangzhou.aliyuncs.com/",
  "https://fnf.aliyuncs.com.example.org/",
  "https://example.org/?next=https://cn-hangzhou.fnf.aliyuncs.com/",
])("%s is left to others", async (url) => {
  expect(await getResponse(handlers, new Request(url))).toBeUndefined();
});
