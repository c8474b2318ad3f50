import type { ClientHooks } from "../call/client-hooks.ts";
import { loadOnce } from "../call/load-once.ts";
import type { Watch } from "../call/watch.ts";
import { failureWords } from "./failure-words.ts";

const loadDebug = loadOnce(() => import("debug"));

type Log = (format: string, ...values: unknown[]) => void;

/**
 * Writes a line for every attempt, as `fnfkit:fnf` and `fnfkit:fc`; `undefined` where the environment's `DEBUG` does not ask
 * for it now. The library is not even loaded then.
 */
export function debugWatch(): Watch | undefined {
  return /(^|[\s,])(\*|fnfkit)/.test(process.env.DEBUG ?? "") ? lineWatch : undefined;
}

const lineWatch: Watch = async ({ service }, run) => {
  const { default: createDebug } = await loadDebug();
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
