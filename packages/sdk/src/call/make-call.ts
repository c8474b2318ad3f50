import { isServiceError } from "../errors/service-error.ts";
import { type Attempt, callWithRetries, type RetryOptions } from "./call-with-retries.ts";
import { isThrottled } from "./classify.ts";
import type { ClientHooks, RequestEvent } from "./client-hooks.ts";
import { mayRetry } from "./failures.ts";
import type { Pace } from "./pace.ts";
import { listening, tell } from "./tell.ts";
import { toldAttempt } from "./told-attempt.ts";
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
  setup: CallSetup,
  attempt: (attempt: Attempt) => Promise<Answered<T>>,
): Promise<T> {
  const { service, action, what, repeatable, paces, watch, clock } = setup;
  const { signal, timeoutMs, maxAttempts, random } = setup;
  return watch({ service, action, what }, (watching) => {
    const hooks = listening([watching, setup.hooks]);
    const eventOf = (number: number): RequestEvent => ({ service, action, what, attempt: number });

    async function once(one: Attempt): Promise<T> {
      for (const pace of paces) if (pace !== undefined) await pace.turn(one.signal);
      const over =
        hooks.length === 0 ? undefined : toldAttempt(hooks, eventOf(one.number), clock, one.signal);
      try {
        const answered = await attempt(one);
        over?.(answered);
        return answered.value;
      } catch (failure) {
        if (isThrottled(failure)) for (const pace of paces) pace?.usedUp();
        const answer = isServiceError(failure) ? failure : undefined;
        over?.({ status: answer?.status, requestId: answer?.requestId, failure });
        throw failure;
      }
    }

    const retry = (failure: unknown) => mayRetry(failure, repeatable);
    const onRetry = (number: number, failure: unknown, delayMs: number) =>
      tell(hooks, "onRetry", { ...eventOf(number), failure, delayMs });
    return callWithRetries({ clock, what, signal, timeoutMs, maxAttempts, random, retry, onRetry }, once);
  });
}
