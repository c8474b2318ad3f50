import type { Step } from "./flow.ts";
import type { EndableStep } from "./step-base.ts";

/**
 * Runs its branches at once, at most 100 of them, and goes on when all have ended.
 *
 * Its `$local` is the array of what each branch put out, in the branches' order. Without `outputMappings` it puts out nothing.
 */
export interface ParallelStep extends EndableStep {
  readonly type: "parallel";
  readonly branches: readonly Branch[];
}

/** One branch of a parallel step. Its `$input` is the step's own input, its `$local` begins empty. */
export interface Branch {
  /** Run one after another. */
  readonly steps: readonly Step[];
}
