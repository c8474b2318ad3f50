import { innerSeries } from "../fdl/shape/index.ts";
import type { Path } from "../fdl/source.ts";
import type { Flow, Step, TaskStep } from "../fdl/tree/index.ts";

/** A task, and where it is. */
export interface PlacedTask {
  readonly task: TaskStep;
  /** Where it stands, from the flow downwards. */
  path(): Path;
}

interface Series {
  readonly steps: readonly Step[];
  /** Where the list of steps stands, from the step around it, or from the flow. */
  readonly path: Path;
  readonly around?: { readonly series: Series; readonly index: number };
}

/** Every task of a flow, in the order of the definition. */
export function* placedTasks(flow: Flow): Generator<PlacedTask, void, undefined> {
  const open: { readonly series: Series; index: number }[] = [
    { series: { steps: flow.steps, path: ["steps"] }, index: 0 },
  ];
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const { series, index } = at;
    const step = series.steps[index];
    if (step === undefined) {
      open.pop();
      continue;
    }
    at.index++;
    if (step.type === "task") yield { task: step, path: () => pathTo(series, index) };
    for (const inner of [...innerSeries(step)].reverse()) {
      open.push({ series: { ...inner, around: { series, index } }, index: 0 });
    }
  }
}

function pathTo(series: Series, index: number): Path {
  const parts: Path[] = [];
  let at: Series["around"] = { series, index };
  while (at !== undefined) {
    parts.push([...at.series.path, at.index]);
    at = at.series.around;
  }
  return parts.reverse().flat();
}
