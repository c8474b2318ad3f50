import type { ClientHooks } from "../call/client-hooks.ts";
import type { Watch } from "../call/watch.ts";
import { failureWords } from "./failure-words.ts";

type Log = (format: string, ...values: unknown[]) => void;

/** Writes a line for every attempt, as `fnfkit:fnf` and `fnfkit:fc`, where the environment's `DEBUG` asks for it. */
export const debugWatch: Watch = async ({ service }, run) => {
  // The library is not even loaded for others.
  if (!/(^|[\s,])(\*|fnfkit)/.test(process.env.DEBUG ?? "")) return run({});
  const { default: createDebug } = await import("debug");
  return run(linesTo(createDebug(`fnfkit:${service}`)));
};

function linesTo(log: Log): ClientHooks {
  return {
    onRequest: ({ what, attempt }) => log("%s: attempt %d", what, attempt),
    onResponse({ what, attempt, status, requestId, durationMs, failure }) {
      const result = failure === undefined ? "done" : failureWords(failure);
      log(
        "%s: attempt %d ended after %d ms (status %s, request %s): %s",
        ...[what, attempt, durationMs, status ?? "unknown", requestId ?? "unknown", result],
      );
    },
    onRetry: ({ what, delayMs }) => log("%s: again in %d ms", what, delayMs),
  };
}
