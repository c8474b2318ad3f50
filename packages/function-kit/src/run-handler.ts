import type { Runtime } from "@fnfkit/sdk/runtime";
import type { Deadline } from "./deadline.ts";
import { kitError } from "./failure.ts";

/** What a handler's time is limited by. */
export interface HandlerLimits extends Required<Pick<Runtime, "clock">>, Pick<Runtime, "signal"> {
  readonly name: string;
  readonly deadline: Deadline | undefined;
}

/**
 * Runs a handler until its time is up.
 *
 * @throws an error named `FunctionDeadlineExceeded` when its time is up first; its signal is aborted then
 */
export async function runHandler<T>(
  { name, clock, signal: stopped, deadline }: HandlerLimits,
  handler: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const stop = () => abort.abort(stopped?.reason);
  if (stopped?.aborted) stop();
  stopped?.addEventListener("abort", stop, { once: true });
  let cancel = () => {};
  const timeUp = new Promise<never>((_, reject) => {
    if (deadline === undefined) return;
    cancel = clock.setDeadline(deadline.handlerMs, () => {
      const seconds = deadline.handlerMs / 1_000;
      const error = kitError(
        "FunctionDeadlineExceeded",
        `Function "${name}" had not finished after ${seconds} s, shortly before the platform would have ended it. Give it a longer time-out, or less to do.`,
      );
      abort.abort(error);
      reject(error);
    });
  });
  try {
    return await Promise.race([handler(abort.signal), timeUp]);
  } finally {
    cancel();
    stopped?.removeEventListener("abort", stop);
  }
}
