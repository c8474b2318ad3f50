import { isReferenceKey } from "./ref.ts";
import { refuse } from "./refusal.ts";

/** The key under which a step's result is kept: `as`, or the step's name. */
export function resultKey(name: string, as: string | undefined): string {
  if (as === undefined || isReferenceKey(as)) return as ?? name;
  return refuse(
    "result-key",
    `Step "${name}" keeps its result as "${as}", which no reference can pass through: take letters, digits and "_", first no digit.`,
  );
}
