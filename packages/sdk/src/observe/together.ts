import type { ClientHooks } from "../call/client-hooks.ts";
import { listening, tell } from "../call/tell.ts";

/** Several hooks as one. */
export function together(all: readonly ClientHooks[]): ClientHooks {
  const [first = {}, ...others] = listening(all);
  if (others.length === 0) return first;
  const hooks = [first, ...others];
  return {
    onRequest: (event) => tell(hooks, "onRequest", event),
    onResponse: (event) => tell(hooks, "onResponse", event),
    onRetry: (event) => tell(hooks, "onRetry", event),
  };
}
