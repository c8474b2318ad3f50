import { jumpsOf } from "../fdl/shape/index.ts";
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
  readonly refusals: Required<Omit<ScopeRefusals, "context">>;
  /** Under each key of `refusals.local` the steps at which it is possible again: a jump leads there around what has no result. */
  readonly around: ReadonlyMap<string, ReadonlySet<string>>;
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

/** The steps to which steps so far jump. */
export function targetsOf(last: StepList | undefined): ReadonlySet<string> {
  const targets = new Set<string>();
  for (let list = last; list !== undefined; list = list.previous) {
    for (const { target } of jumpsOf(list.step)) targets.add(target);
  }
  return targets;
}

/** What still holds no result on entering the step `name`. */
export function noResultsAt(name: string, { refusals: { local }, around }: Draft): NoResults {
  if (local.size === 0) return local;
  return new Map([...local].filter(([key]) => !around.get(key)?.has(name)));
}

/** Whether what follows a step is reached by jumps only. */
export function ends(step: Step): boolean {
  return step.type === "succeed" || step.type === "fail" || ("end" in step && step.end === true);
}

/** What still holds no result once a step has put out its own. Of a merged output the keys are not known here. */
export function withoutOutputOf(step: Step, noResults: NoResults): NoResults {
  if (noResults.size === 0) return noResults;
  const merged = step.type === "task" || step.type === "choice";
  if (merged && step.outputMappings === undefined) return new Map();
  const keys = (step.outputMappings ?? []).map(({ target }) => target);
  return new Map([...noResults].filter(([key]) => !keys.includes(key)));
}
