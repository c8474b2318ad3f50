import { createHmac } from "node:crypto";
import type { TestClouds } from "../../src/index.ts";
import { canonicalQuery, percentEncode } from "../../src/wire/percent-encode.ts";

/** What the cloud answers to one request. `status` is 0 when the connection broke. */
export interface RawAnswer {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown };
}

/** Calls an action of FnF once, without a client that would try again, signed with a key of one's own. */
export async function signedCall(
  { fetch, credentials }: Pick<TestClouds, "fetch" | "credentials">,
  action: string,
  given: { readonly [name: string]: string } = {},
  signal?: AbortSignal,
): Promise<RawAnswer> {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const params = new Map(
    Object.entries({
      ...given,
      ...{ Action: action, Version: "2019-03-15", Format: "JSON", AccessKeyId: accessKeyId },
      ...{ SignatureMethod: "HMAC-SHA1", SignatureVersion: "1.0", SignatureNonce: "1" },
      ...(securityToken !== undefined && { SecurityToken: securityToken }),
    }),
  );
  const text = ["POST", percentEncode("/"), percentEncode(canonicalQuery(params))].join("&");
  const signature = createHmac("sha1", `${accessKeySecret}&`).update(text).digest("base64");
  const response = await fetch(
    new Request("https://cn-hangzhou.fnf.aliyuncs.com/", {
      method: "POST",
      body: new URLSearchParams([...params, ["Signature", signature]]),
      ...(signal !== undefined && { signal }),
    }),
  );
  if (response.type === "error") return { status: 0, body: {} };
  return { status: response.status, body: (await response.json()) as RawAnswer["body"] };
}
