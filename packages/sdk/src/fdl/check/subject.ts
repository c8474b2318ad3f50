import { quoted } from "../excerpt.ts";
import type { PlacedStep } from "./flow-view.ts";

/** How a message begins: with the step that it is about, or the flow. */
export function subjectOf(at: PlacedStep | undefined): string {
  return at === undefined ? "The flow" : `Step ${quoted(at.step.name)}`;
}
