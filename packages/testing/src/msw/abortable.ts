import type { EventEmitter } from "node:events";

/**
 * The request with a signal that tells when its sender has hung up.
 *
 * MSW 2 hands over no such signal for requests of `node:http`, which the vendor's clients send. The request that it was made
 * from knows, and MSW keeps it under a symbol of its own. Without it (another MSW, another way in) the request stays as it is.
 */
export function abortable(request: Request): Request {
  const origin = originOf(request);
  if (origin === undefined) return request;
  const abort = new AbortController();
  origin.once("close", () => abort.abort());
  return new Request(request, { signal: abort.signal });
}

function originOf(request: Request): EventEmitter | undefined {
  const key = Object.getOwnPropertySymbols(request).find(({ description }) => description === "kRawRequest");
  const origin = key === undefined ? undefined : (request as unknown as { [key: symbol]: unknown })[key];
  return isEmitter(origin) ? origin : undefined;
}

function isEmitter(value: unknown): value is EventEmitter {
  return typeof value === "object" && value !== null && "once" in value && typeof value.once === "function";
}
