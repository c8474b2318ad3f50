import type { Path } from "../source.ts";
import type { Step } from "../tree/index.ts";
import { waysOf } from "./ways.ts";

/** Steps inside a step that run one after another, and can jump to each other. */
export interface InnerSeries {
  readonly steps: readonly Step[];
  /** Where the list stands, from the step downwards. */
  readonly path: Path;
}

/** Every series of steps directly inside a step, in the order of the definition. */
export function innerSeries(step: Step): readonly InnerSeries[] {
  switch (step.type) {
    case "choice":
      return waysOf(step).flatMap(({ way: { steps }, path }) =>
        steps === undefined ? [] : [{ steps, path: [...path, "steps"] }],
      );
    case "parallel":
      return step.branches.map(({ steps }, index) => ({ steps, path: ["branches", index, "steps"] }));
    case "foreach":
      return [{ steps: step.steps, path: ["steps"] }];
    default:
      return [];
  }
}
