import type { Path } from "../source.ts";
import type { ChoiceStep, Way } from "../tree/index.ts";

/** A way of a choice, and where it stands from the choice downwards. */
export interface PlacedWay {
  readonly way: Way;
  readonly path: Path;
}

/** Every way of a choice, the default last. */
export function waysOf({ choices, default: otherwise }: ChoiceStep): readonly PlacedWay[] {
  const ways = choices.map((way, index): PlacedWay => ({ way, path: ["choices", index] }));
  return otherwise === undefined ? ways : [...ways, { way: otherwise, path: ["default"] }];
}
