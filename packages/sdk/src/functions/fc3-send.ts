import { loadOnce } from "../call/load-once.ts";
import type { FcAddress, FcAnswer, FcVendorSend } from "./fc-send.ts";
import { jsonOrText } from "./json-or-text.ts";
import { refused, unread } from "./refused.ts";
import { type AnswerHead, watched } from "./watched.ts";

const loadClient = loadOnce(async () => {
  const [{ default: exported, Config, OpenApiRequest, Params }, { RuntimeOptions }] = await Promise.all([
    import("@alicloud/openapi-client"),
    import("@alicloud/tea-util"),
  ]);
  // Node gives the package's exports for its default one, a bundler may give the class itself.
  return { Client: exported.default ?? exported, Config, OpenApiRequest, Params, RuntimeOptions };
});

/** Sends to FC 3.0 through the vendor's generic client, loaded at the first request. */
export const fc3Send: FcVendorSend = async (request, address) => {
  const { version, signal, timeoutMs } = address;
  const vendor = await loadClient();
  const { OpenApiRequest, Params, RuntimeOptions } = vendor;
  const client = clientFor(vendor, address);
  const { action, method, path, query = {}, headers = {}, body } = request;
  const bytes = body === undefined || body instanceof Uint8Array;
  return watched({ signal, timeoutMs }, async ({ clientTimeoutMs, accept, answer }) => {
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
            accept,
          },
          ...(body !== undefined && { body: bytes ? Buffer.from(body) : body }),
        }),
        // Either one alone leaves the other at 3 s.
        new RuntimeOptions({ connectTimeout: clientTimeoutMs, readTimeout: clientTimeoutMs }),
      )) as Answer;
      const { statusCode: status, headers: named, body: text } = received;
      return status < 300 ? { ok: true, status, headers: named, body: jsonOrText(text) } : refused(answer());
    } catch (failure) {
      return answerWithin(failure, answer());
    }
  });
};

type Vendor = Awaited<ReturnType<typeof loadClient>>;

// The client keeps nothing of a call, but takes as long to make as to sign with.
let last:
  | { readonly client: InstanceType<Vendor["Client"]>; readonly settings: readonly unknown[] }
  | undefined;

/** A client for this address, the same as last time where nothing has changed. */
function clientFor({ Client, Config }: Vendor, { endpoint, region, credentials }: Omit<FcAddress, "signal">) {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const settings = [endpoint, region, accessKeyId, accessKeySecret, securityToken];
  if (last?.settings.every((setting, at) => setting === settings[at])) return last.client;
  const { protocol, host } = new URL(endpoint);
  const client = new Client(
    new Config({ ...credentials, endpoint: host, protocol: protocol.slice(0, -1), regionId: region }),
  );
  last = { client, settings };
  return client;
}

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
