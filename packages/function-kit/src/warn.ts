import type { FcContext } from "./platform.ts";

/** Writes a warning into the function's log. Never throws: a context that was handed on as JSON has a logger without code. */
export function warn({ logger }: FcContext, message: string): void {
  (typeof logger?.warn === "function" ? logger : console).warn(message);
}
