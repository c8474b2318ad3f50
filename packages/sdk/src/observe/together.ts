import type { ClientHooks } from "../call/client-hooks.ts";
import { tell } from "../call/tell.ts";

/** Several hooks as one. */
export function together(hooks: readonly ClientHooks[]): ClientHooks {
  return {
    onRequest: (event) => tell(hooks, "onRequest", event),
    onResponse: (event) => tell(hooks, "onResponse", event),
    onRetry: (event) => tell(hooks, "onRetry", event),
  };
}
