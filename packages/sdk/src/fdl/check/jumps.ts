import type { Path } from "../source.ts";
import type { Step } from "../tree/index.ts";

/** A `goto` of a step. */
export interface Jump {
  readonly target: string;
  /** Where it stands, from the step downwards. */
  readonly path: Path;
}

/** Every `goto` of a step. */
export function jumpsOf(step: Step): readonly Jump[] {
  if (step.type !== "task") return [];
  return (step.catch ?? []).map(({ goto }, index) => ({ target: goto, path: ["catch", index, "goto"] }));
}
