import type { Diagnostic } from "../../errors/flow-definition-error.ts";

// What follows is mostly the same mistake again.
const mostShown = 100;

/**
 * The first hundred, in the order of the text, and one that says how many more there are. Errors come before warnings
 * when there are too many of both, so that an error is among them whenever there is one.
 *
 * @param uncounted how many there are beside those given
 */
export function firstDiagnostics(found: readonly Diagnostic[], uncounted: number): readonly Diagnostic[] {
  const inOrder = [...found].sort(byPosition);
  const more = found.length - mostShown + uncounted;
  if (more <= 0) return inOrder;
  const errors = inOrder.filter(({ severity }) => severity === "error").slice(0, mostShown);
  const others = inOrder.filter(({ severity }) => severity !== "error").slice(0, mostShown - errors.length);
  const message = `There are ${more} more of these: mend the first ones and read the text again.`;
  return [
    ...[...errors, ...others].sort(byPosition),
    { code: "more-diagnostics", severity: errors.length > 0 ? "error" : "warning", message, path: [] },
  ];
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
