import type { ClientHooks, RequestEvent } from "./client-hooks.ts";

/** Which call is about to be made. */
export type WatchedCall = Pick<RequestEvent, "service" | "action" | "what">;

/**
 * Goes along with every call of a client from its start to its end, all attempts included: runs it, and gives it the hooks
 * that see its attempts.
 */
export type Watch = <T>(call: WatchedCall, run: (hooks: ClientHooks) => Promise<T>) => Promise<T>;

/** A watch that only hands hooks on. */
export function watchWith(hooks: ClientHooks = {}): Watch {
  return (_, run) => run(hooks);
}
