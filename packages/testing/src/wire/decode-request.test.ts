import { expect, test } from "vitest";
import { decodeRequest } from "./decode-request.ts";

const fnf = "https://cn-hangzhou.fnf.aliyuncs.com/";
const fc = "https://1234.cn-hangzhou.fc.aliyuncs.com";

test("FnF's parameters are those of query and form, without the system's", async () => {
  const request = new Request(
    `${fnf}?Action=ReportTaskSucceeded&Version=2019-03-15&Format=JSON&TaskToken=a%2Bb%2F%3D`,
    { method: "POST", body: new URLSearchParams({ Output: "{}", SignatureNonce: "1", AccessKeyId: "id" }) },
  );

  expect(await decodeRequest(request)).toMatchObject({
    service: "fnf",
    action: "ReportTaskSucceeded",
    params: { TaskToken: "a+b/=", Output: "{}" },
  });
});

test("FC's path is decoded below its version, segment by segment", async () => {
  const request = new Request(`${fc}/2016-08-15/services/a%2Fb/functions/%E6%B5%81?limit=1`);

  expect(await decodeRequest(request)).toMatchObject({
    service: "fc",
    generation: "2.0",
    path: ["services", "a/b", "functions", "流"],
    query: { limit: "1" },
  });
});

test.each([
  ["FnF without an action", fnf, { status: 400, code: "MissingRequiredParams" }],
  [
    "FnF of another version",
    `${fnf}?Action=ListFlows&Version=2020-01-01`,
    { status: 400, code: "APIVersionNotSupported" },
  ],
  ["FC of another version", `${fc}/2021-04-06/services`, { status: 400, code: "PathNotSupported" }],
  ["a path of neither", `${fc}//2016-08-15/services`, { status: 400, code: "PathNotSupported" }],
  ["an inherited property's name", `${fc}/constructor`, { status: 400, code: "PathNotSupported" }],
  ["a broken percent-encoding", `${fc}/2016-08-15/services/%ff`, { status: 400, code: "InvalidArgument" }],
])("%s is refused", async (_, url, error) => {
  await expect(decodeRequest(new Request(url))).rejects.toMatchObject(error);
});

test.each([
  ["no signature", `${fnf}?Action=ListFlows&Version=2019-03-15&AccessKeyId=id`, {}],
  ["an FC 2.0 signature for FC 3.0", `${fc}/2023-03-30/functions`, { authorization: "FC id:c2ln" }],
  [
    "a malformed signature",
    `${fc}/2023-03-30/functions`,
    { authorization: "ACS3-HMAC-SHA256 Credential=id" },
  ],
])("a request with %s is from nobody", async (_, url, headers) => {
  const { authentication } = await decodeRequest(new Request(url, { headers }));

  expect(authentication.accessKeyId).toBe("");
  expect(authentication.signedWith("")).toBe(false);
});
