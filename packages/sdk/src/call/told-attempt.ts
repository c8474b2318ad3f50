import type { Clock } from "../runtime/clock.ts";
import type { ClientHooks, RequestEvent } from "./client-hooks.ts";
import { tell } from "./tell.ts";

/** How an attempt ended. */
export interface AttemptEnd {
  /** The HTTP status, when it is known. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly failure?: unknown;
}

/**
 * Tells the hooks that an attempt begins, and of its end, whichever comes first: that it was given up, or that the returned
 * function is called with how it ended.
 */
export function toldAttempt(
  hooks: readonly ClientHooks[],
  event: RequestEvent,
  clock: Clock,
  signal?: AbortSignal,
): (end: AttemptEnd) => void {
  const startedAt = clock.now();
  let isOver = false;
  const over = (end: AttemptEnd) => {
    signal?.removeEventListener("abort", givenUp);
    if (isOver) return;
    isOver = true;
    const { status, requestId } = end;
    const durationMs = clock.now() - startedAt;
    const failed = "failure" in end && { failure: end.failure };
    tell(hooks, "onResponse", { ...event, durationMs, status, requestId, ...failed });
  };
  // Nobody waits any more for an attempt that was given up, though it may go on for a while.
  const givenUp = () => over({ failure: signal?.reason });
  tell(hooks, "onRequest", event);
  signal?.addEventListener("abort", givenUp);
  return over;
}
