import { isJsonObject, type JsonObject } from "@fnfkit/sdk/contract";
import type { FcEvent } from "./platform.ts";

/** An event, read as far as it can be. */
export interface ReadEvent {
  /** What the caller sent: parsed when it is JSON, else its text. */
  readonly body: unknown;
  /** The headers and the query of an HTTP event, the headers' names in lower case. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

const decoder = new TextDecoder();

/** Reads the event of an invocation, or of an HTTP trigger (the JSON event of FC 3.0). */
export function readEvent(event: FcEvent): ReadEvent {
  const body = typeof event === "string" || event instanceof Uint8Array ? parsed(textOf(event)) : event;
  if (!isHttpEvent(body)) return { body };
  return {
    body: typeof body.body === "string" ? parsed(decoded(body.body, body.isBase64Encoded)) : body.body,
    headers: lowerCased(body.headers),
    query: isJsonObject(body.queryParameters) ? body.queryParameters : {},
  };
}

function isHttpEvent(body: unknown): body is Readonly<Record<string, unknown>> {
  return isJsonObject(body) && isJsonObject(body.requestContext) && isJsonObject(body.requestContext.http);
}

function decoded(text: string, isBase64: unknown): string {
  return isBase64 === true ? Buffer.from(text, "base64").toString() : text;
}

function textOf(event: string | Uint8Array): string {
  return typeof event === "string" ? event : decoder.decode(event);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function lowerCased(headers: unknown): JsonObject {
  if (!isJsonObject(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
