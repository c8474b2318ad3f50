import type { Diagnostic } from "../../errors/flow-definition-error.ts";
import type { FlowSource, Path } from "../source.ts";
import type { Flow } from "../tree/index.ts";
import { viewOf } from "./flow-view.ts";
import { rules } from "./rules/index.ts";

/** What {@link checkFlow} takes beside the flow. */
export interface CheckOptions {
  /** What `parseFlow` gave with the flow; with it diagnostics have a line and a column. */
  readonly source?: FlowSource;
}

/**
 * Says what the service would refuse in a flow (`error`), what is probably a mistake (`warning`) and what is worth
 * knowing (`info`), in the order of the steps.
 */
export function checkFlow(flow: Flow, { source }: CheckOptions = {}): readonly Diagnostic[] {
  const view = viewOf(flow);
  return rules
    .flatMap(({ code, severity, check }) =>
      Array.from(check(view), ({ message, path }) => ({
        ...{ code, severity, message, path },
        ...source?.positionOf(path),
      })),
    )
    .sort((a, b) => comparePaths(a.path, b.path));
}

function comparePaths(a: Path, b: Path): number {
  for (const [index, segment] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (segment === other) continue;
    return typeof segment === "number" && typeof other === "number"
      ? segment - other
      : segment < other
        ? -1
        : 1;
  }
  return a.length - b.length;
}
