/// <reference path="./vendor.d.ts" />
import { ConfigurationError } from "../errors/configuration-error.ts";
import type { FcAnswer, FcSend } from "./fc-send.ts";

/** Sends to FC 2.0 through the vendor's client of that generation, loaded at the first request. */
export const fc2Send: FcSend = async (request, { endpoint, region, accountId, credentials, timeoutMs }) => {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  if (accessKeyId.startsWith("STS") && securityToken === undefined) {
    throw new ConfigurationError(
      "Failed to use the given credentials: the access key is a temporary one, but has no securityToken. Give the token that belongs to it.",
    );
  }
  const { default: Client } = await import("@alicloud/fc2");
  const client = new Client(accountId, {
    accessKeyID: accessKeyId,
    accessKeySecret,
    securityToken,
    region,
    endpoint,
    timeout: timeoutMs,
    // The client itself passes a token on only with a key whose id begins with "STS".
    headers: securityToken === undefined ? {} : { "x-fc-security-token": securityToken },
  });
  const { method, path, query, headers = {}, body } = request;
  try {
    const answer = await client.request(
      method,
      path,
      query ? { ...query } : null,
      body instanceof Uint8Array ? Buffer.from(body) : (body ?? null),
      { ...headers },
    );
    return { ok: true, headers: answer.headers, body: answer.data };
  } catch (failure) {
    return answerWithin(failure);
  }
};

// The status and the request's id are nowhere but in the words of the error.
const words = / failed with (\d{3})\. requestid: (\S+), message: ([\s\S]*)\.$/;

/** The answer inside what the client threw; throws it again when there is none. */
function answerWithin(failure: unknown): FcAnswer {
  if (failure instanceof SyntaxError) return { ok: false };
  const { code, message } = Object(failure) as { readonly code?: unknown; readonly message?: unknown };
  const found = words.exec(String(message));
  if (found === null) throw failure;
  const [, status, requestId, said] = found;
  return {
    ok: false,
    status: Number(status),
    code: typeof code === "string" ? code : undefined,
    message: defined(said),
    requestId: defined(requestId),
  };
}

// What was missing in the answer reads so in the client's message.
function defined(word: string | undefined): string | undefined {
  return word === "undefined" ? undefined : word;
}
