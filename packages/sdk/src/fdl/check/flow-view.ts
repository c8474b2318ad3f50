import { innerSeries, type TaskTarget, targetOf } from "../shape/index.ts";
import type { Path } from "../source.ts";
import type { Flow, Step, StepType, TaskStep } from "../tree/index.ts";

/** Steps that run one after another, and can jump to each other. */
export interface Series {
  readonly steps: readonly PlacedStep[];
  readonly names: ReadonlySet<string>;
  /** Where the list of steps stands. */
  readonly path: Path;
  /** The step it stands in; none for the flow's own. */
  readonly owner?: PlacedStep;
}

/** A step and where it is. */
export interface PlacedStep<Kind extends Step = Step> {
  readonly step: Kind;
  readonly path: Path;
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
  /** Every series of steps in the flow, the flow's own first, then in the order of the definition. */
  readonly series: readonly Series[];
  /** Every step, in the order of the definition: a step comes before those inside it. */
  readonly steps: readonly PlacedStep[];
  /** Every task, in the order of the definition. */
  readonly tasks: readonly PlacedTask[];
  /** The steps of one type, in the order of the definition. */
  ofType<Type extends StepType>(type: Type): readonly PlacedStep<Extract<Step, { type: Type }>>[];
}

/** Looks over a flow once, for all rules. */
export function viewOf(flow: Flow): FlowView {
  const series: Series[] = [];
  const steps: PlacedStep[] = [];
  const byType = new Map<StepType, PlacedStep[]>();

  const look = (inner: readonly Step[], path: Path, owner?: PlacedStep) => {
    const placed: PlacedStep[] = [];
    const names = new Set(inner.map(({ name }) => name));
    const one: Series = { steps: placed, names, path, ...(owner !== undefined && { owner }) };
    series.push(one);
    for (const [index, step] of inner.entries()) {
      const here: PlacedStep = { step, path: [...path, index], series: one, index };
      placed.push(here);
      steps.push(here);
      const same = byType.get(step.type);
      if (same === undefined) byType.set(step.type, [here]);
      else same.push(here);
      for (const { steps: below, path: way } of innerSeries(step)) look(below, [...here.path, ...way], here);
    }
  };
  look(flow.steps, ["steps"]);

  const ofType: FlowView["ofType"] = (type) => (byType.get(type) ?? []) as never;
  const tasks = ofType("task").map((placed) => ({ ...placed, target: targetOf(placed.step) }));
  return { flow, series, steps, tasks, ofType };
}
