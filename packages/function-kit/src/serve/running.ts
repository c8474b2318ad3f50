import { setMaxListeners } from "node:events";
import { runtimeKey } from "@fnfkit/sdk/runtime";
import { withInstanceEnd } from "../instance-end.ts";
import { kitError } from "../kit-error.ts";
import type { ServedContext } from "./served-context.ts";

/** The invocations that a server works on, and how they learn that it ends. */
export interface Running {
  /** Whether the instance is about to end, so that nothing new should be begun. */
  readonly isEnding: boolean;
  /**
   * Works on one invocation.
   *
   * @param gone - aborted when whoever invoked the function no longer listens
   */
  run<T>(context: ServedContext, gone: AbortSignal, work: (context: ServedContext) => Promise<T>): Promise<T>;
  /**
   * Aborts the signals of all tasks, gives them a while to end by themselves and makes the kit report those that have not.
   * Resolves when all have ended, their reports included.
   */
  end(graceMs: number): Promise<void>;
}

export function runningInvocations(): Running {
  const ending = new AbortController();
  // One for each invocation: an instance may work on 200 at once.
  setMaxListeners(0, ending.signal);
  const running = new Map<Promise<unknown>, () => void>();
  let isEnding = false;
  return {
    get isEnding() {
      return isEnding;
    },

    async run(context, gone, work) {
      const stop = new AbortController();
      gone.addEventListener("abort", () => stop.abort(gone.reason), { once: true });
      const working = work(
        withInstanceEnd({ ...context, [runtimeKey]: { signal: stop.signal } }, ending.signal),
      );
      running.set(working, () => stop.abort(instanceEnded()));
      try {
        return await working;
      } finally {
        running.delete(working);
      }
    },

    async end(graceMs) {
      isEnding = true;
      for (const stop of running.values()) stop();
      const grace = setTimeout(() => ending.abort(instanceEnded()), graceMs);
      await Promise.allSettled(running.keys());
      clearTimeout(grace);
    },
  };
}

function instanceEnded(): Error {
  return kitError(
    "FunctionDeadlineExceeded",
    "The instance that the function ran on was ended before it had finished. Let the step retry it.",
  );
}
