import { createHmac } from "node:crypto";
import { canonicalQuery, percentEncode } from "./percent-encode.ts";
import { sameText } from "./same-text.ts";
import { unsigned } from "./unsigned.ts";
import type { Authentication } from "./wire-request.ts";

/**
 * Reads the RPC signature, HMAC-SHA1 (`SignatureVersion` 1.0), which covers the method and all parameters, wherever
 * they travel.
 */
export function rpcAuthentication(method: string, params: ReadonlyMap<string, string>): Authentication {
  const {
    Signature: signature,
    AccessKeyId: accessKeyId,
    SecurityToken: securityToken,
  } = Object.fromEntries(params);
  if (signature === undefined || accessKeyId === undefined) return unsigned;
  return {
    accessKeyId,
    ...(securityToken !== undefined && { securityToken }),
    signedWith: (secret) => sameText(signature, rpcSignature(method, params, secret)),
  };
}

function rpcSignature(method: string, params: ReadonlyMap<string, string>, secret: string): string {
  const signed = [...params].filter(([name]) => name !== "Signature");
  const stringToSign = [method, percentEncode("/"), percentEncode(canonicalQuery(signed))].join("&");
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}
