import { createHash, createHmac } from "node:crypto";
import type { Message } from "./message.ts";
import { canonicalQuery } from "./percent-encode.ts";
import { sameText } from "./same-text.ts";
import { unsigned } from "./unsigned.ts";
import type { Authentication } from "./wire-request.ts";

const algorithm = "ACS3-HMAC-SHA256";
const authorization =
  /^ACS3-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=[^,]*, ?Signature=([0-9a-f]{64})$/;

/**
 * Reads the signature ACS3-HMAC-SHA256, which covers method, path, query, body and the headers `host`, `content-type`
 * and `x-acs-*`: all of them that are there, so that none can be added on the way.
 */
export function acs3Authentication(message: Message): Authentication {
  const [, accessKeyId, signature] = authorization.exec(message.headers.get("authorization") ?? "") ?? [];
  if (accessKeyId === undefined || signature === undefined) return unsigned;
  const securityToken = message.headers.get("x-acs-security-token");
  return {
    accessKeyId,
    ...(securityToken !== null && { securityToken }),
    signedWith: (secret) => sameText(signature, acs3Signature(message, secret)),
  };
}

function acs3Signature({ method, url, headers, body }: Message, secret: string): string {
  const signed = [...headers].filter(([name]) => /^(host|content-type|x-acs-.*)$/.test(name));
  const canonicalRequest = [
    method,
    canonicalPath(url.pathname),
    canonicalQuery(url.searchParams),
    signed.map(([name, value]) => `${name}:${value.trim()}\n`).join(""),
    signed.map(([name]) => name).join(";"),
    sha256(body),
  ].join("\n");
  return createHmac("sha256", secret)
    .update(`${algorithm}\n${sha256(canonicalRequest)}`)
    .digest("hex");
}

function canonicalPath(path: string): string {
  return path.replaceAll("+", "%20").replaceAll("*", "%2A").replaceAll("%7E", "~");
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
