import type { PlacedTask } from "./flow-view.ts";

/** The `errors` of one rule of a task's `retry` or `catch`. */
export interface ErrorList {
  readonly attribute: "retry" | "catch";
  readonly index: number;
  readonly errors: readonly string[];
}

/** Every list of error names of a task, in the order in which they are tried. */
export function errorListsOf({ step }: PlacedTask): readonly ErrorList[] {
  const lists: ErrorList[] = [];
  for (const attribute of ["retry", "catch"] as const) {
    for (const [index, { errors }] of (step[attribute] ?? []).entries()) {
      lists.push({ attribute, index, errors });
    }
  }
  return lists;
}
