import type { Path } from "../source.ts";
import type { Flow, Step, TaskStep } from "../tree/index.ts";

/** Steps that run one after another, and can jump to each other. */
export interface Series {
  readonly steps: readonly PlacedStep[];
  readonly names: ReadonlySet<string>;
}

/** A step and where it is. */
export interface PlacedStep<Kind extends Step = Step> {
  readonly step: Kind;
  readonly path: Path;
}

/** A flow as rules like to see it. */
export interface FlowView {
  readonly flow: Flow;
  /** Every series of steps in the flow. */
  readonly series: readonly Series[];
  /** Every step, in the order of the definition. */
  readonly steps: readonly PlacedStep[];
  readonly tasks: readonly PlacedStep<TaskStep>[];
}

/** Looks over a flow once, for all rules. */
export function viewOf(flow: Flow): FlowView {
  const steps = flow.steps.map((step, index): PlacedStep => ({ step, path: ["steps", index] }));
  const names = new Set(flow.steps.map(({ name }) => name));
  return { flow, series: [{ steps, names }], steps, tasks: steps.filter(isTask) };
}

function isTask(placed: PlacedStep): placed is PlacedStep<TaskStep> {
  return placed.step.type === "task";
}
