import { isServiceError } from "../errors/service-error.ts";
import { type Attempt, callWithRetries, type RetryOptions } from "./call-with-retries.ts";
import { isThrottled } from "./classify.ts";
import type { ClientHooks, RequestEvent } from "./client-hooks.ts";
import { mayRetry } from "./failures.ts";
import type { Pace } from "./pace.ts";
import { tell } from "./tell.ts";
import type { Watch } from "./watch.ts";

/** Everything about a call but how it is sent. */
export interface CallSetup extends Omit<RetryOptions, "retry" | "onRetry"> {
  readonly service: "fnf" | "fc";
  /** The action, by the service's own name. */
  readonly action: string;
  /** Whether a second call can have no second effect. */
  readonly repeatable: boolean;
  /** What every attempt waits its turn for. */
  readonly paces: readonly (Pace | undefined)[];
  /** Goes along with the call. */
  readonly watch: Watch;
  /** Hooks for this call alone. */
  readonly hooks?: ClientHooks | undefined;
}

/** What an attempt came to. */
export interface Answered<T> {
  readonly value: T;
  /** The HTTP status, when it is known. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Makes a call: attempt after attempt, each in its turn, and tells the hooks of them.
 *
 * @throws AbortError when `signal` is aborted, whatever else happened
 * @throws TimeoutError when `timeoutMs` have passed
 */
export function makeCall<T>(
  { service, action, repeatable, paces, watch, hooks: own = {}, ...options }: CallSetup,
  attempt: (attempt: Attempt) => Promise<Answered<T>>,
): Promise<T> {
  const { clock, what } = options;
  return watch({ service, action, what }, (watching) => {
    const hooks = [watching, own];
    const eventOf = (number: number): RequestEvent => ({ service, action, what, attempt: number });

    async function once(one: Attempt): Promise<T> {
      for (const pace of paces) await pace?.turn(one.signal);
      const event = eventOf(one.number);
      const startedAt = clock.now();
      let isOver = false;
      const over = (end: Omit<Answered<unknown>, "value"> & { readonly failure?: unknown }) => {
        if (!isOver) tell(hooks, "onResponse", { ...event, durationMs: clock.now() - startedAt, ...end });
        isOver = true;
      };
      // Nobody waits any more for an attempt that was given up, though it may go on for a while.
      const givenUp = () => over({ failure: one.signal.reason });
      tell(hooks, "onRequest", event);
      one.signal.addEventListener("abort", givenUp);
      try {
        const { value, ...end } = await attempt(one);
        over(end);
        return value;
      } catch (failure) {
        if (isThrottled(failure)) for (const pace of paces) pace?.usedUp();
        const answer = isServiceError(failure) ? failure : undefined;
        over({ status: answer?.status, requestId: answer?.requestId, failure });
        throw failure;
      } finally {
        one.signal.removeEventListener("abort", givenUp);
      }
    }

    return callWithRetries(
      {
        ...options,
        retry: (failure) => mayRetry(failure, repeatable),
        onRetry: (number, failure, delayMs) =>
          tell(hooks, "onRetry", { ...eventOf(number), failure, delayMs }),
      },
      once,
    );
  });
}
