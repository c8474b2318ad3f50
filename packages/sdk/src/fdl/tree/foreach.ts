import type { Step } from "./flow.ts";
import type { EndableStep } from "./step-base.ts";

/**
 * Runs its steps once for each item of an array, at most 100 iterations at once, and goes on when all have ended.
 *
 * Its `$local` is the array of what each iteration put out, in the items' order. Without `outputMappings` it puts out nothing.
 */
export interface ForeachStep extends EndableStep {
  readonly type: "foreach";
  readonly iterationMapping: IterationMapping;
  /** Run one after another, for each item. Their `$input` is the step's own input with the item, their `$local` begins empty. */
  readonly steps: readonly Step[];
}

/** What a foreach step goes over, and how an iteration sees its item. */
export interface IterationMapping {
  /** A reference into the step's input to an array, e.g. `$.lines`. */
  readonly collection: string;
  /** The key of the iteration's input that holds the item. */
  readonly item: string;
  /** The key of the iteration's input that holds the item's place, from 0. */
  readonly index?: string;
}
