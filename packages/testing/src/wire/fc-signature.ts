import { createHmac } from "node:crypto";
import type { Message } from "./message.ts";
import { sameText } from "./same-text.ts";
import { unsigned } from "./unsigned.ts";
import type { Authentication } from "./wire-request.ts";

/**
 * Reads the signature of FC 2.0, HMAC-SHA256. It covers the method, the path and the headers `content-md5`,
 * `content-type`, `date` and `x-fc-*`, but neither the query nor the body itself.
 */
export function fcAuthentication(message: Message): Authentication {
  const [, accessKeyId, signature] =
    /^FC ([^:]+):(.+)$/.exec(message.headers.get("authorization") ?? "") ?? [];
  if (accessKeyId === undefined || signature === undefined) return unsigned;
  const securityToken = message.headers.get("x-fc-security-token");
  return {
    accessKeyId,
    ...(securityToken !== null && { securityToken }),
    signedWith: (secret) => sameText(signature, fcSignature(message, secret)),
  };
}

function fcSignature({ method, url, headers }: Message, secret: string): string {
  const stringToSign = [
    method,
    headers.get("content-md5") ?? "",
    headers.get("content-type") ?? "",
    headers.get("date") ?? "",
    ...[...headers].filter(([name]) => name.startsWith("x-fc-")).map(([name, value]) => `${name}:${value}`),
    decodeURIComponent(url.pathname),
  ].join("\n");
  return createHmac("sha256", secret).update(stringToSign).digest("base64");
}
