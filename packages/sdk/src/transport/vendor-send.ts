/// <reference path="./vendor.d.ts" />
import type { ClientRequest } from "node:http";
import type { OptionalSignal } from "../call/optional-signal.ts";
import { plainJson } from "../call/plain-json.ts";
import { isJsonObject } from "../contract/json.ts";
import type { FnfAnswer, FnfRequest } from "./send.ts";

/** What can be said of an answer before its body is read. */
interface AnswerHead {
  readonly statusCode?: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Sends through the vendor's client, which is loaded at the first request.
 *
 * @param endpoint - a URL with its scheme
 */
export function vendorSend(endpoint: string): (request: OptionalSignal<FnfRequest>) => Promise<FnfAnswer> {
  let loading: ReturnType<typeof loadClient> | undefined;
  return async ({ action, method, params, credentials, signal, timeoutMs }) => {
    loading ??= loadClient(endpoint);
    // Shares the loaded client's connections, and signs for this request alone.
    const client = Object.create(await loading) as Awaited<typeof loading>;
    client.credentialsProvider = { getCredentials: async () => credentials };
    let sent: ClientRequest | undefined;
    const end = () => sent?.destroy(notAwaited());
    signal?.addEventListener("abort", end);
    try {
      // Fresh objects every time: the client writes into them. Only `timeout` sets all of its limits of 3 s at once.
      const [body, { response }] = await client.request(
        action,
        { ...params },
        {
          ...(method === "POST" ? { method } : {}),
          timeout: timeoutMs,
          // The client shows its request to a body that is a stream. A signal would do too, but takes a good part of a call's time.
          beforeRequest(options) {
            const { data } = this;
            const pipe = (request: ClientRequest) => {
              sent = request;
              if (signal?.aborted) end();
              else request.end(data);
            };
            this.data = { pipe, once: () => {} };
            return options;
          },
        },
      );
      return answer(response, body);
    } catch (failure) {
      const answered = answerWithin(failure);
      if (answered !== undefined) return answered;
      // The client leaves behind a connection whose answer drips too slowly.
      end();
      throw failure;
    } finally {
      signal?.removeEventListener("abort", end);
    }
  };
}

function notAwaited(): Error {
  return Object.assign(new Error("nobody waits for the answer any more: "), { code: "ABORT_ERR" });
}

/** Loads what the first request would load: for whoever has other work to do before it sends one. */
export async function preloadFnfClient(): Promise<void> {
  await import("@alicloud/fnf-2019-03-15");
}

async function loadClient(endpoint: string) {
  const { default: Client } = await import("@alicloud/fnf-2019-03-15");
  const nobody = { accessKeyId: "", accessKeySecret: "" };
  const client = new Client({ endpoint, credentialsProvider: { getCredentials: async () => nobody } });
  client.verbose = true;
  return client;
}

function answer(head: AnswerHead | undefined, body: unknown): FnfAnswer {
  const json = plainJson(body);
  const retryAfter = head?.headers["retry-after"];
  return {
    status: head?.statusCode,
    ...(typeof retryAfter === "string" && { retryAfter }),
    body: isJsonObject(json) ? json : undefined,
  };
}

/** The answer inside what the client threw, if there is one. */
function answerWithin(failure: unknown): FnfAnswer | undefined {
  const { name, message, data, entry } = Object(failure) as {
    readonly name?: unknown;
    readonly message?: unknown;
    readonly data?: unknown;
    readonly entry?: { readonly response?: AnswerHead };
  };
  if (data !== undefined) return answer(entry?.response, data);
  // Thrown by its JSON parser, not as an Error and without the status: a proxy's page, or a body that is empty or cut.
  const isNoJson = name === "SyntaxError";
  // The client looks for an error's code in whatever is JSON, also in `null`.
  const isNull = name === "TypeError" && /properties of null/.test(String(message));
  return isNoJson || isNull ? { status: undefined, body: undefined } : undefined;
}
