/// <reference path="./vendor.d.ts" />
import { loadOnce } from "../call/load-once.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";
import type { FcAnswer, FcVendorSend } from "./fc-send.ts";
import { jsonOrText } from "./json-or-text.ts";
import { refused, unread } from "./refused.ts";
import { type AnswerHead, watched } from "./watched.ts";

const loadClient = loadOnce(() => import("@alicloud/fc2"));

/** Sends to FC 2.0 through the vendor's client of that generation, loaded at the first request. */
export const fc2Send: FcVendorSend = async (request, address) => {
  const { endpoint, region, accountId, credentials, signal, timeoutMs } = address;
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  if (accessKeyId.startsWith("STS") && securityToken === undefined) {
    throw new ConfigurationError(
      "Failed to use the given credentials: the access key is a temporary one, but has no securityToken. Give the token that belongs to it.",
    );
  }
  const { default: Client } = await loadClient();
  const { method, path, query, headers = {}, body } = request;
  return watched({ signal, timeoutMs }, async ({ clientTimeoutMs, accept, answer }) => {
    const client = new Client(accountId, {
      accessKeyID: accessKeyId,
      accessKeySecret,
      securityToken,
      region,
      endpoint,
      timeout: clientTimeoutMs,
      // The client itself passes a token on only with a key whose id begins with "STS".
      headers: securityToken === undefined ? {} : { "x-fc-security-token": securityToken },
    });
    try {
      const { headers: received, data } = await client.request(
        method,
        path,
        query ? { ...query } : null,
        body instanceof Uint8Array ? Buffer.from(body) : (body ?? null),
        { ...headers, accept },
      );
      // The client reads only what says that it is JSON; a function's result comes as bytes.
      const isRead = received["content-type"]?.startsWith("application/json");
      const status = answer()?.statusCode;
      return { ok: true, status, headers: received, body: isRead ? data : jsonOrText(String(data)) };
    } catch (failure) {
      return answerWithin(failure, answer());
    }
  });
};

const words = / failed with \d{3}\. requestid: \S+, message: ([\s\S]*)\.$/;

/** The answer that made the client throw; throws what it threw again when there is none. */
function answerWithin(failure: unknown, head: AnswerHead | undefined): FcAnswer {
  if (failure instanceof SyntaxError) return unread(head);
  const { code, message } = Object(failure) as { readonly code?: unknown; readonly message?: unknown };
  const found = words.exec(String(message));
  if (found === null) throw failure;
  return {
    ...refused(head),
    code: typeof code === "string" ? code : undefined,
    // What was missing in the answer reads so in the client's message.
    message: found[1] === "undefined" ? undefined : found[1],
  };
}
