import { isAbortError } from "../errors/abort-error.ts";
import { type FnfkitError, isFnfkitError } from "../errors/fnfkit-error.ts";
import type { AwaitOptions } from "./await-options.ts";
import type { Execution } from "./execution.ts";

/** How one of many executions ended, or why that is not known. */
export type SettledResult<Output = unknown> =
  | { readonly outcome: "succeeded"; readonly execution: Execution<Output>; readonly output: Output }
  | { readonly outcome: "failed"; readonly execution: Execution<Output>; readonly failure: FnfkitError };

/** The result of each execution of a list, in its order. */
export type SettledResults<Executions extends readonly Execution<unknown>[]> = {
  -readonly [Place in keyof Executions]: Executions[Place] extends Execution<infer Output>
    ? SettledResult<Output>
    : never;
};

/** Waits for many executions. One that fails keeps no other from being waited for. */
export function settledResults(
  executions: readonly Execution<unknown>[],
  options: AwaitOptions,
): Promise<SettledResult[]> {
  return Promise.all(
    executions.map(async (execution): Promise<SettledResult> => {
      try {
        return { outcome: "succeeded", execution, output: await execution.result(options) };
      } catch (failure) {
        if (isAbortError(failure) || !isFnfkitError(failure)) throw failure;
        return { outcome: "failed", execution, failure };
      }
    }),
  );
}
