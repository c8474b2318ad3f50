import type { Step } from "./flow.ts";
import type { EndableStep } from "./step-base.ts";

/**
 * Goes one of several ways: the first whose condition holds, else the `default`, else none.
 *
 * Its `$local` is what the steps of that way put out. The steps see the choice's own input as `$input`, and a `$local`
 * that begins empty.
 */
export interface ChoiceStep extends EndableStep {
  readonly type: "choice";
  /** Tried in this order. */
  readonly choices: readonly Choice[];
  /** The way to go when no condition holds. */
  readonly default?: Way;
}

/** Where a choice can go on. Without a `goto` the step after the choice is next. */
export interface Way {
  /** Run one after another. */
  readonly steps?: readonly Step[];
  /** A sibling of the choice, to go on with after the way's own steps. */
  readonly goto?: string;
}

/** One way of a choice, and when to go it. */
export interface Choice extends Way {
  /** Over the choice's own input, e.g. `$.approved == true && $.total > 100`. */
  readonly condition: string;
}
