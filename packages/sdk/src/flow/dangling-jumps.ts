import type { Diagnostic } from "../errors/flow-definition-error.ts";
import { innerSeries, jumpsOf } from "../fdl/shape/index.ts";
import type { Path } from "../fdl/source.ts";
import type { Step } from "../fdl/tree/index.ts";

/** Every jump of a series, and of those inside it, that leads to no step beside the one that jumps. */
export function danglingJumps(series: readonly Step[], path: Path): readonly Diagnostic[] {
  const names = new Set(series.map(({ name }) => name));
  return series.flatMap((step, index) => {
    const place = [...path, index];
    const here = jumpsOf(step)
      .filter(({ target }) => !names.has(target))
      .map(({ target, path }) => dangling(step, target, [...place, ...path]));
    const inside = innerSeries(step).flatMap(({ steps, path }) => danglingJumps(steps, [...place, ...path]));
    return [...here, ...inside];
  });
}

function dangling(step: Step, target: string, path: Path): Diagnostic {
  const when = step.type === "task" ? "after an error" : "from one of its ways";
  return {
    code: "goto-unknown",
    severity: "error",
    message: `Step "${step.name}" goes to "${target}" ${when}, but no step beside it has that name.`,
    path,
  };
}
