import type { Catch, Retry } from "../fdl/tree/index.ts";
import type { FlowContext, LooseMap, Scope } from "./scope.ts";
import type { SourcesIn } from "./sources.ts";

/** `$context` inside a task step. */
export interface TaskContext extends FlowContext {
  readonly task: { readonly token: string };
}

/** What becomes of a task step's result and of its failure. `Own` is the step's own input. */
export interface OutcomeOptions<
  Own,
  Result,
  ErrorName extends string,
  As extends string,
  Merged extends "merge",
  Mapped,
  Failure,
  Target extends string,
  End extends boolean,
> {
  /** The key under which the step's result is kept in `local`. Default: the step's name. */
  readonly as?: As;
  /**
   * What the step puts out. Default: its result under its own key. `"merge"` leaves FDL's own behaviour, which merges
   * the result's keys into `local`. A function maps: `input` is the step's own input, `local` its result.
   */
  readonly output?:
    | Merged
    | ((scope: NoInfer<Scope<Own, Result, TaskContext>>) => Mapped & SourcesIn<Mapped>);
  /** What the step puts out when it fails and `catch` takes the error. Default: nothing. */
  readonly error?: (
    scope: NoInfer<Scope<Own, { readonly error: string; readonly cause: string }, TaskContext>>,
  ) => Failure & SourcesIn<Failure>;
  /** Seconds after which the step fails with `FnF.TaskTimeout`. Default: none; a `waitForCallback` step should have one. */
  readonly timeoutSeconds?: number;
  /** When and how often to try again; the first rule that names the error counts. */
  readonly retry?: readonly RetryRule<ErrorName>[];
  /** Where to go on after an error that is not (or no longer) retried; the first rule that names it counts. */
  readonly catch?: readonly CatchRule<ErrorName, Target>[];
  /** Whether the series of steps ends after this one. Default `false`. */
  readonly end?: End;
}

/** One rule of `retry`: see {@link Retry} for units and defaults. */
export type RetryRule<Name extends string> = Omit<Retry, "errors"> & { readonly errors: readonly Name[] };

/** One rule of `catch`. */
export interface CatchRule<Name extends string, Target extends string> {
  readonly errors: readonly Name[];
  /** The name of a step beside this one, earlier or later. A jump back is looked at by the flow's `tree`. */
  readonly goto: Target;
}

/** The options that all task steps have, as the builder reads them, whatever their types were. */
export interface LooseOutcomeOptions {
  readonly as?: string;
  readonly output?: "merge" | LooseMap;
  readonly error?: LooseMap;
  readonly timeoutSeconds?: number;
  readonly retry?: readonly Retry[];
  readonly catch?: readonly Catch[];
  readonly end?: boolean;
}
