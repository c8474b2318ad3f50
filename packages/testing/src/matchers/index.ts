import type { ExpectedFailure } from "./matchers.ts";

export type { Seen, SeenEvent, SeenExecution } from "./events.ts";
export { type ExpectedFailure, type MatcherContext, type MatcherResult, matchers } from "./matchers.ts";
export { printExecution } from "./print-tree.ts";

/**
 * Matchers for executions, as `FlowClient` gives them, and for histories, as `clouds.history(execution)` does. One that fails
 * prints the execution as a tree with inputs, outputs and errors; tokens and other secrets are left out.
 *
 * @example
 * import { matchers } from "@fnfkit/testing/matchers";
 * expect.extend(matchers); // once, in a setup file
 *
 * const execution = await flows.start(orderFlow, { input });
 * await expect(execution).toBeWaitingAt("audit");
 * await expect(execution).toSucceedWith({ receipt: "r-tea" });
 */
export interface ExecutionMatchers<R = void> {
  /** Waits for the end: it is a success and, if given, its output equals `output`, in which `expect.any(…)` and the like may stand. */
  toSucceedWith(output?: unknown): Promise<R>;
  /** Waits for the end: it is none of success, and the error's name, or what else is given, is as expected. */
  toFailWith(failure?: string | ExpectedFailure): Promise<R>;
  /** The steps entered so far are these, in this order; one that was entered twice is there twice. */
  toHaveRunSteps(steps: readonly string[] | object): Promise<R>;
  /** It is in this step now, or on its way there. */
  toBeWaitingAt(step: string): Promise<R>;
}

declare global {
  // Where vitest and jest both look for matchers that others bring.
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: All declarations must have the same type parameters.
    interface Matchers<R, T = {}> extends ExecutionMatchers<R> {}
  }
}
