import type { Path } from "../fdl/source.ts";
import type { Mappings, Step } from "../fdl/tree/index.ts";
import { mappingsOf } from "./mappings.ts";
import type { NoResults } from "./ref.ts";
import { createScope, type LooseMap, type ScopeRefusals } from "./scope.ts";
import type { StepNames } from "./step-names.ts";

/** Where a step that holds others is being built. */
export interface Site {
  readonly name: string;
  /** What must not be referred to around the step. */
  readonly refusals: ScopeRefusals;
  /** The names used so far, the step's own included. */
  readonly names: StepNames;
  /** Builds what stands at `place`, from the step downwards; what is refused there says so. */
  at<T>(place: Path, build: () => T): T;
  /** Has the author's function build the steps at `place`, whose input holds no results under some keys. */
  series(place: Path, names: StepNames, input: NoResults, build: unknown): Series;
}

/** Steps inside a step. */
export interface Series {
  readonly steps: readonly Step[];
  /** The names used so far, those of the steps included. */
  readonly names: StepNames;
  /** Where a way goes on after its steps. */
  readonly goto?: string;
}

/** A step that holds others. */
export interface Container<S extends Step = Step> {
  readonly step: S;
  readonly names: StepNames;
}

/** The options that all steps that hold others have, whatever their types were. */
export interface LooseContainerOptions {
  readonly input?: LooseMap;
  readonly output?: "merge" | "none";
  readonly as?: string;
  readonly end?: boolean;
}

/** The keys of a step's own input that hold no result: with the default input those of all that is around it. */
export function ownNoResults({ input }: LooseContainerOptions, { refusals }: Site): NoResults {
  return input === undefined ? new Map([...(refusals.input ?? []), ...(refusals.local ?? [])]) : new Map();
}

/** What all steps that hold others have, but for their outputs. */
export function containerBase(
  { input, end }: LooseContainerOptions,
  { name, refusals }: Site,
): { readonly name: string; readonly inputMappings?: Mappings; readonly end?: boolean } {
  return {
    name,
    ...(input !== undefined && { inputMappings: Object.freeze(mappingsOf(input(createScope(refusals)))) }),
    ...(end !== undefined && { end }),
  };
}
