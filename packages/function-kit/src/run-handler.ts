import type { Runtime } from "@fnfkit/sdk/runtime";
import type { Deadline } from "./deadline.ts";
import { kitError } from "./kit-error.ts";

/** What a handler's time is limited by. */
export interface HandlerLimits extends Required<Pick<Runtime, "clock">>, Pick<Runtime, "signal"> {
  readonly name: string;
  readonly deadline: Deadline | undefined;
  /** Aborted when the instance ends before the handler has; its reason is what the handler fails with. */
  readonly ending?: AbortSignal | undefined;
  /** What the handler's signal is made by. */
  readonly abort?: AbortController;
}

/**
 * Runs a handler until its time is up, or its instance's.
 *
 * @param handler - gets a signal, and a promise that rejects when its time is up
 * @throws an error named `FunctionDeadlineExceeded` when its time is up first, or what its instance ended with; its signal is
 * aborted then
 */
export async function runHandler<T>(
  { name, clock, signal: stopped, ending, deadline, abort = new AbortController() }: HandlerLimits,
  handler: (signal: AbortSignal, timeUp: Promise<never>) => T | Promise<T>,
): Promise<T> {
  const stop = () => abort.abort(stopped?.reason);
  if (stopped?.aborted) stop();
  stopped?.addEventListener("abort", stop, { once: true });
  let giveUp = (_error: Error) => {};
  const timeUp = new Promise<never>((_, reject) => {
    giveUp = (error) => {
      abort.abort(error);
      reject(error);
    };
  });
  const end = () => giveUp(ending?.reason);
  if (ending?.aborted) end();
  ending?.addEventListener("abort", end, { once: true });
  const cancel =
    deadline &&
    clock.setDeadline(deadline.handlerMs, () => giveUp(tooLate(name, deadline.handlerMs / 1_000)));
  try {
    return await Promise.race([handler(abort.signal, timeUp), timeUp]);
  } finally {
    cancel?.();
    stopped?.removeEventListener("abort", stop);
    ending?.removeEventListener("abort", end);
  }
}

function tooLate(name: string, seconds: number): Error {
  return kitError(
    "FunctionDeadlineExceeded",
    `Function "${name}" had not finished after ${seconds} s, shortly before the platform would have ended it. Give it a longer time-out, or less to do.`,
  );
}
