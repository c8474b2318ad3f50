import type { Clock } from "@fnfkit/sdk/runtime";
import type { Deadline } from "./deadline.ts";
import { kitError } from "./kit-error.ts";

/** What a handler's time is limited by. */
export interface HandlerLimits {
  readonly name: string;
  readonly clock: Clock;
  /** Aborted when the platform stops the invocation's job: its handler is told and decides itself. */
  readonly signal?: AbortSignal | undefined;
  readonly deadline: Deadline | undefined;
  /** Aborted when the instance ends before the handler has; its reason is what the handler fails with. */
  readonly ending?: AbortSignal | undefined;
  /** What the handler's signal is made by. */
  readonly abort: AbortController;
}

/**
 * Runs a handler until its time is up, or its instance's.
 *
 * @throws an error named `FunctionDeadlineExceeded` when its time is up first, or what its instance ended with; `abort` is
 * aborted then
 */
export function runHandler<T>(
  { name, clock, signal: stopped, ending, deadline, abort }: HandlerLimits,
  handler: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => abort.abort(stopped?.reason);
    const end = () => giveUp(ending?.reason);
    const cancel =
      deadline &&
      clock.setDeadline(deadline.handlerMs, () => giveUp(tooLate(name, deadline.handlerMs / 1_000)));
    const lift = () => {
      cancel?.();
      stopped?.removeEventListener("abort", stop);
      ending?.removeEventListener("abort", end);
    };
    const giveUp = (error: unknown) => {
      lift();
      abort.abort(error);
      reject(error);
    };
    stopped?.addEventListener("abort", stop);
    ending?.addEventListener("abort", end);
    if (stopped?.aborted) stop();
    if (ending?.aborted) end();
    handler().then(
      (result) => {
        lift();
        resolve(result);
      },
      (thrown) => {
        lift();
        reject(thrown);
      },
    );
  });
}

function tooLate(name: string, seconds: number): Error {
  return kitError(
    "FunctionDeadlineExceeded",
    `Function "${name}" had not finished after ${seconds} s, shortly before the platform would have ended it. Give it a longer time-out, or less to do.`,
  );
}
