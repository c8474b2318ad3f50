import { innerSeries, type TaskTarget, targetOf } from "../shape/index.ts";
import type { FlowSource, Path } from "../source.ts";
import type { Flow, Step, StepType, TaskStep } from "../tree/index.ts";

/** Steps that run one after another, and can jump to each other. */
export interface Series {
  readonly steps: readonly PlacedStep[];
  /** Where in the series each name stands; the first place of a name that stands there twice. */
  readonly places: ReadonlyMap<string, number>;
  /** Where the list of steps stands: from the owner downwards, or from the flow. */
  readonly path: Path;
  /** The step it stands in; none for the flow's own. */
  readonly owner: PlacedStep | undefined;
}

/** A step and where it is; {@link pathOf} gives its path. */
export interface PlacedStep<Kind extends Step = Step> {
  readonly step: Kind;
  readonly series: Series;
  /** Its place in the series, from 0. */
  readonly index: number;
}

/** A task and what it calls. */
export interface PlacedTask extends PlacedStep<TaskStep> {
  readonly target: TaskTarget;
}

/** A flow as rules like to see it. */
export interface FlowView {
  readonly flow: Flow;
  /** The text it was read from, if that is known. */
  readonly source: FlowSource | undefined;
  /** Every series of steps in the flow: the flow's own first, and an outer one before those inside it. */
  readonly series: readonly Series[];
  /** Every step, in the order of the definition: a step comes before those inside it. */
  readonly steps: readonly PlacedStep[];
  /** Every task, in the order of the definition. */
  readonly tasks: readonly PlacedTask[];
  /** The steps of one type, in the order of the definition. */
  ofType<Type extends StepType>(type: Type): readonly PlacedStep<Extract<Step, { type: Type }>>[];
}

/** Looks over a flow once, for all rules. */
export function viewOf(flow: Flow, source?: FlowSource): FlowView {
  const root = new SeriesView(flow.steps, ["steps"], undefined);
  const series: Series[] = [root];
  const steps: PlacedStep[] = [];
  const byType = new Map<StepType, PlacedStep[]>();

  // A stack of its own, the next step on top: a flow made by hand can be nested deeper than calls can.
  const waiting = [...root.steps].reverse();
  for (let placed = waiting.pop(); placed !== undefined; placed = waiting.pop()) {
    steps.push(placed);
    const same = byType.get(placed.step.type);
    if (same === undefined) byType.set(placed.step.type, [placed]);
    else same.push(placed);

    const inner: SeriesView[] = [];
    for (const { steps, path } of innerSeries(placed.step)) inner.push(new SeriesView(steps, path, placed));
    for (const one of inner) series.push(one);
    for (let one = inner.pop(); one !== undefined; one = inner.pop()) {
      for (let index = one.steps.length - 1; index >= 0; index--)
        waiting.push(one.steps[index] as PlacedStep);
    }
  }

  const ofType: FlowView["ofType"] = (type) => (byType.get(type) ?? []) as never;
  return { flow, source, series, steps, tasks: ofType("task") as readonly PlacedTask[], ofType };
}

/** Where a step stands in the flow. Made on request: it is as long as the step is deep. */
export function pathOf(placed: PlacedStep): Path {
  const path: (string | number)[] = [];
  for (let at: PlacedStep | undefined = placed; at !== undefined; at = at.series.owner) {
    path.push(at.index, ...at.series.path.toReversed());
  }
  return path.reverse();
}

class SeriesView implements Series {
  readonly steps: readonly PlacedStep[];
  readonly path: Path;
  readonly owner: PlacedStep | undefined;
  #places: ReadonlyMap<string, number> | undefined;

  constructor(steps: readonly Step[], path: Path, owner: PlacedStep | undefined) {
    this.steps = steps.map((step, index) => place(step, this, index));
    this.path = path;
    this.owner = owner;
  }

  get places(): ReadonlyMap<string, number> {
    if (this.#places === undefined) {
      const places = new Map<string, number>();
      for (const { step, index } of this.steps) if (!places.has(step.name)) places.set(step.name, index);
      this.#places = places;
    }
    return this.#places;
  }
}

function place(step: Step, series: Series, index: number): PlacedStep | PlacedTask {
  return step.type === "task" ? { step, series, index, target: targetOf(step) } : { step, series, index };
}
