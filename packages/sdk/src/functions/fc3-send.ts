import type { FcAnswer, FcSend } from "./fc-send.ts";
import { jsonOrText } from "./json-or-text.ts";
import { refused, unread } from "./refused.ts";
import { type AnswerHead, watched } from "./watched.ts";

/** Sends to FC 3.0 through the vendor's generic client, loaded at the first request. */
export const fc3Send: FcSend = async (request, address) => {
  const { endpoint, version, region, credentials, signal, timeoutMs } = address;
  const [{ default: exported, Config, OpenApiRequest, Params }, { RuntimeOptions }] = await Promise.all([
    import("@alicloud/openapi-client"),
    import("@alicloud/tea-util"),
  ]);
  // Node gives the package's exports for its default one, a bundler may give the class itself.
  const Client = exported.default ?? exported;
  const { protocol, host } = new URL(endpoint);
  const client = new Client(
    new Config({ ...credentials, endpoint: host, protocol: protocol.slice(0, -1), regionId: region }),
  );
  const { action, method, path, query = {}, headers = {}, body } = request;
  const bytes = body === undefined || body instanceof Uint8Array;
  return watched(signal, async (answer) => {
    try {
      const received = (await client.callApi(
        new Params({
          action,
          version,
          protocol: "HTTPS",
          pathname: `/${version}${path}`,
          method,
          authType: "AK",
          style: "ROA",
          reqBodyType: bytes ? "byte" : "json",
          // JSON would have to be there, and be an object; an accepted invocation answers with nothing at all.
          bodyType: "string",
        }),
        new OpenApiRequest({
          query: { ...query },
          headers: {
            ...(bytes && body !== undefined && { "content-type": "application/octet-stream" }),
            ...headers,
          },
          ...(body !== undefined && { body: bytes ? Buffer.from(body) : body }),
        }),
        // Either one alone leaves the other at 3 s.
        new RuntimeOptions({ connectTimeout: timeoutMs, readTimeout: timeoutMs }),
      )) as Answer;
      const { statusCode: status, headers: named, body: text } = received;
      return status < 300 ? { ok: true, status, headers: named, body: jsonOrText(text) } : refused(answer());
    } catch (failure) {
      return answerWithin(failure, answer());
    }
  });
};

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The answer that made the client throw; throws what it threw again when there is none. */
function answerWithin(failure: unknown, head: AnswerHead | undefined): FcAnswer {
  if (failure instanceof SyntaxError) return unread(head);
  const { data } = Object(failure) as { readonly data?: Readonly<Record<string, unknown>> };
  if (data === undefined) throw failure;
  const text = (...names: string[]) => {
    const value = names.map((name) => data[name]).find((found) => typeof found === "string");
    return value as string | undefined;
  };
  return {
    ...refused(head),
    code: text("Code", "code", "ErrorCode", "errorCode"),
    message: text("Message", "message", "ErrorMessage", "errorMessage"),
  };
}
