import type { Condition } from "./condition.ts";

/**
 * A condition and every condition inside it, from left to right, each before what is inside it.
 *
 * @example
 * partsOf(condition).some(({ kind }) => kind === "not");
 */
export function partsOf(condition: Condition): readonly Condition[] {
  const parts: Condition[] = [];
  const waiting = [condition];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    parts.push(part);
    if (part.kind === "not") waiting.push(part.operand);
    else if ("left" in part) waiting.push(part.right, part.left);
  }
  return parts;
}
