import { expect, test } from "vitest";
import { CloudError } from "./cloud-error.ts";
import { encodeError } from "./encode.ts";
import { encodeFc } from "./encode-fc.ts";
import { encodeFnf } from "./encode-fnf.ts";

const error = new CloudError(404, "FlowNotExists", "Flow 'x' does not exist");

test("FnF answers JSON with the request's id", async () => {
  const response = encodeFnf({ status: 200, body: { Name: "order" } }, "r-1");

  expect(response.headers.get("content-type")).toContain("application/json");
  expect(await response.json()).toEqual({ Name: "order", RequestId: "r-1" });
});

test("FC answers bytes as they are, JSON as JSON and nothing as nothing", async () => {
  const bytes = encodeFc({ status: 200, body: new Uint8Array([0, 255]) }, "r-1");
  const typed = encodeFc(
    { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from("{}") },
    "r-1",
  );
  const json = encodeFc({ status: 200, body: { taskId: "t" } }, "r-1");
  const accepted = encodeFc({ status: 202, headers: { "x-fc-async-task-id": "t" } }, "r-1");
  const gone = encodeFc({ status: 204 }, "r-1");

  expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
  expect(bytes.headers.get("content-type")).toBe("application/octet-stream");
  expect(typed.headers.get("content-type")).toBe("application/json");
  expect(await json.json()).toEqual({ taskId: "t" });
  // fc2 parses whatever claims to be JSON, an empty body too.
  expect(accepted.headers.get("content-type")).toBeNull();
  expect(Object.fromEntries(accepted.headers)).toEqual({
    "x-fc-async-task-id": "t",
    "x-fc-request-id": "r-1",
  });
  expect(gone.status).toBe(204);
});

test.each([
  [
    "FnF's",
    "https://cn-hangzhou.fnf.aliyuncs.com/?Action=DescribeFlow",
    {
      RequestId: "r-1",
      HostId: "cn-hangzhou.fnf.aliyuncs.com",
      Code: error.code,
      Message: error.message,
      Recommend: "",
    },
  ],
  ["FC 2.0's", "http://h/2016-08-15/services/x", { ErrorCode: error.code, ErrorMessage: error.message }],
  [
    "FC 3.0's",
    "http://h/2023-03-30/functions/x",
    { Code: error.code, Message: error.message, RequestId: "r-1" },
  ],
  ["nobody's", "http://h/nowhere", { Code: error.code, Message: error.message, RequestId: "r-1" }],
])("an error in answer to %s path is spelt as that dialect spells it", async (_, url, body) => {
  const response = encodeError(new Request(url), error, "r-1");

  expect(response.status).toBe(404);
  expect(await response.json()).toEqual(body);
  expect(response.headers.get("x-fc-request-id")).toBe(url.includes("fnf") ? null : "r-1");
});
