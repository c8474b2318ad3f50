import { types } from "node:util";
import type { InvocationOutcome } from "./invocation.ts";

/** A function's answer on the wire. Bytes and strings go as they are, all else as JSON; nothing is an empty answer. */
export function succeeded(result: unknown): InvocationOutcome {
  return { kind: "succeeded", payload: encoded(result) };
}

function encoded(result: unknown): Uint8Array {
  if (result instanceof Uint8Array) return result;
  return Buffer.from(typeof result === "string" ? result : (JSON.stringify(result) ?? ""));
}

/** What a function threw. `errorType` is its class, which a flow matches its `catch` and `retry` against. */
export function threw(
  thrown: unknown,
  invocationError: "HandledInvocationError" | "UnhandledInvocationError",
): InvocationOutcome {
  const error = thrown instanceof Error || types.isNativeError(thrown) ? thrown : new Error(String(thrown));
  const errorType = error.constructor.name;
  const errorMessage = error.message;
  const stackTrace = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return {
    kind: "failed",
    errorType,
    errorMessage,
    invocationError,
    body: JSON.stringify({ errorMessage, errorType, stackTrace: stackTrace.map((line) => line.trim()) }),
  };
}

/** The platform ended the function. */
export function ended(errorMessage: string): InvocationOutcome {
  return {
    kind: "failed",
    errorMessage,
    invocationError: "UnhandledInvocationError",
    body: JSON.stringify({ errorMessage }),
  };
}
