import type { Path } from "../source.ts";
import type { Step } from "../tree/index.ts";
import { waysOf } from "./ways.ts";

/** A `goto` of a step. */
export interface Jump {
  readonly target: string;
  /** Where it stands, from the step downwards. */
  readonly path: Path;
}

/** Every `goto` of a step itself, in the order of the definition; those of steps inside it are theirs. */
export function jumpsOf(step: Step): readonly Jump[] {
  switch (step.type) {
    case "task":
      return (step.catch ?? []).map(({ goto }, index) => ({ target: goto, path: ["catch", index, "goto"] }));
    case "choice":
      return waysOf(step).flatMap(({ way: { goto }, path }) =>
        goto === undefined ? [] : [{ target: goto, path: [...path, "goto"] }],
      );
    default:
      return [];
  }
}
