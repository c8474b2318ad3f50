import type { NoJumps } from "./local-types.ts";
import type { Plain } from "./plain.ts";
import type { Scope } from "./scope.ts";
import type { SeriesBuilder, SeriesEnd } from "./series-builder.ts";
import type { MappedBy, SourcesIn } from "./sources.ts";

/**
 * Builds the branches of a parallel step, at most 100.
 *
 * The type parameters are the compiler's notebook: the step's own input (`Input`), what each branch puts out (`Results`) and
 * the step names used.
 */
export interface ParallelBuilder<
  in out Input,
  in out Results extends readonly unknown[],
  in out Used extends string,
> {
  /** What is known of the branches. Only the compiler looks at it. */
  readonly "~parallel"?: NoInfer<ParallelFacts<Results, Used, undefined>>;

  /**
   * Adds a branch, which runs at the same time as the others.
   *
   * @example
   * all.branch((stock) => stock.task("reserve", reserve)).branch((money) => money.task("charge", charge))
   * // branches:
   * //   - steps: [{ type: task, name: reserve, … }]
   * //   - steps: [{ type: task, name: charge, … }]
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  branch<Reached, Inside extends string>(
    branch: (
      branch: NoInfer<SeriesBuilder<Input, object, never, Used, NoJumps, never>>,
    ) => SeriesEnd<Reached, Inside, true, never>,
  ): ParallelBuilder<Input, [...Results, Plain<Reached>], Used | Inside>;

  /**
   * Says what the step puts out. Without it, the list of the branches' results is kept under its own name. `input` is the
   * step's own input, `local` that list.
   *
   * @example
   * all.branch(…).branch(…).output(({ local }) => ({ receipt: local[0].reserve.receipt, paid: local[1].charge.paid }))
   * // outputMappings:
   * //   - { target: receipt, source: $local[0].reserve.receipt }
   * //   - { target: paid, source: $local[1].charge.paid }
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  output<R>(
    map: (scope: NoInfer<Scope<Input, Results>>) => R & SourcesIn<R>,
  ): ParallelEnd<Results, Used, MappedBy<R>>;
}

/** The branches of a parallel step, complete. */
export interface ParallelEnd<Results extends readonly unknown[], Used extends string, Mapped> {
  /** What is known of the branches. Only the compiler looks at it. */
  readonly "~parallel"?: ParallelFacts<Results, Used, Mapped>;
}

/** What is known of the branches of a parallel step. */
export interface ParallelFacts<Results extends readonly unknown[], Used extends string, Mapped> {
  readonly results: Results;
  readonly used: Used;
  readonly mapped: Mapped;
}
