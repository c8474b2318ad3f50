/// <reference path="./vendor.d.ts" />
import { plainJson } from "../call/plain-json.ts";
import { isJsonObject } from "../contract/json.ts";
import type { FnfAnswer, FnfSend } from "./send.ts";

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
export function vendorSend(endpoint: string): FnfSend {
  let loading: ReturnType<typeof loadClient> | undefined;
  return async ({ action, method, params, credentials, signal, timeoutMs }) => {
    loading ??= loadClient(endpoint);
    // Shares the loaded client's connections, and signs for this request alone.
    const client = Object.create(await loading, {
      credentialsProvider: { value: { getCredentials: async () => credentials } },
    }) as Awaited<typeof loading>;
    const ending = new AbortController();
    const end = () => ending.abort();
    if (signal.aborted) end();
    signal.addEventListener("abort", end);
    try {
      // Fresh objects every time: the client writes into them. Only `timeout` sets all of its limits of 3 s at once.
      const [body, { response }] = await client.request(
        action,
        { ...params },
        {
          ...(method === "POST" ? { method } : {}),
          timeout: timeoutMs,
          beforeRequest: (options) => ({ ...options, signal: ending.signal }),
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
      signal.removeEventListener("abort", end);
    }
  };
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
  const { name, data, entry } = Object(failure) as {
    readonly name?: unknown;
    readonly data?: unknown;
    readonly entry?: { readonly response?: AnswerHead };
  };
  if (data !== undefined) return answer(entry?.response, data);
  // Thrown by its JSON parser, not as an Error and without the status: a proxy's page, or a body that is empty or cut.
  return name === "SyntaxError" ? { status: undefined, body: undefined } : undefined;
}
