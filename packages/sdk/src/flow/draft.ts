import type { Path } from "../fdl/source.ts";
import type { Flow, Mappings, Step } from "../fdl/tree/index.ts";
import type { FlowSchemas } from "./flow-definition.ts";
import type { NoResults } from "./ref.ts";
import type { ScopeRefusals } from "./scope.ts";
import type { StepNames } from "./step-names.ts";

/** What holds for a whole flow, wherever in it a step is built. */
export interface FlowHead {
  readonly name: string;
  readonly version: Flow["version"];
  readonly schemas: FlowSchemas;
  readonly timeoutSeconds?: number;
  readonly inputMappings?: Mappings;
}

/** What the builder of a series has gathered: of the flow's own, or of one inside a step. */
export interface Draft {
  readonly head: FlowHead;
  /** Where the series stands; an inner series is told from others by the identity of this. */
  readonly path: Path;
  readonly last?: StepList;
  /** The step names of the whole flow so far. */
  readonly names: StepNames;
  readonly refusals: Required<ScopeRefusals>;
}

/** Steps, the last one first: what grows from one list shares it, so that a long flow is not copied at every step. */
export interface StepList {
  readonly step: Step;
  readonly index: number;
  readonly previous?: StepList;
}

/** The steps in their order. */
export function stepsOf(last: StepList | undefined): readonly Step[] {
  const steps: Step[] = [];
  for (let list = last; list !== undefined; list = list.previous) steps[list.index] = list.step;
  return Object.freeze(steps);
}

/** What still holds no result once a step has put out its own. Of a merged output the keys are not known here. */
export function withoutOutputOf(step: Step, noResults: NoResults): NoResults {
  if (noResults.size === 0) return noResults;
  const merged = step.type === "task" || step.type === "choice";
  if (merged && step.outputMappings === undefined) return new Map();
  const keys = (step.outputMappings ?? []).map(({ target }) => target);
  return new Map([...noResults].filter(([key]) => !keys.includes(key)));
}
