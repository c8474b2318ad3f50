import { isJsonObject } from "@fnfkit/sdk/contract";
import { named } from "../failure.ts";

/** What a server sends back. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

// How a custom runtime says what became of an invocation.
const marks = { 200: "200", 404: "404" };

/** A function's result, as Function Compute's own runtimes write it down. */
export function resultReply(result: unknown): Reply {
  return { status: 200, headers: { "x-fc-status": marks[200] }, body: bodyOf(result) };
}

/** A function's failure, in the words of Function Compute's own runtimes. */
export function failureReply(thrown: unknown, status = 404): Reply {
  const { message, name, stack } = named(thrown);
  const stackTrace = stack?.split("\n").slice(1) ?? [];
  return {
    status,
    headers: { "content-type": "application/json", "x-fc-status": marks[404] },
    body: JSON.stringify({ errorMessage: message, errorType: name, stackTrace }),
  };
}

/** The answer to an HTTP trigger: the response that a function describes, else its result as the body. */
export function httpReply(result: unknown): Reply {
  const reply = resultReply(result);
  if (!isJsonObject(result) || typeof result.statusCode !== "number") return reply;
  const { statusCode, headers, body = "", isBase64Encoded } = result;
  return {
    status: statusCode,
    headers: { ...reply.headers, ...texts(headers) },
    body: isBase64Encoded === true ? Buffer.from(String(body), "base64") : bodyOf(body),
  };
}

function bodyOf(result: unknown): Uint8Array | string {
  if (typeof result === "string" || result instanceof Uint8Array) return result;
  return result === undefined ? "" : JSON.stringify(result);
}

function texts(headers: unknown): Record<string, string> {
  if (!isJsonObject(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
