import type { ConditionLike } from "./condition-types.ts";
import type { Join, Landed, NoJumps } from "./local-types.ts";
import type { OwnScope, Scope } from "./scope.ts";
import type { SeriesEnd, WayBuilder } from "./series-builder.ts";
import type { MappedBy, SourcesIn } from "./sources.ts";

/**
 * Builds the ways of a choice, in the order in which they are tried.
 *
 * The type parameters are the compiler's notebook: the choice's own input (`Input`), what its `$local` holds after each of
 * the ways that go on at the step after it (`Result`) and after those that go on elsewhere (`Leaving`), and the step names used.
 */
export interface ChoiceBuilder<in out Input, in out Result, in out Leaving, in out Used extends string>
  extends ChoiceOutput<Input, Result | object, Leaving, Used> {
  /**
   * Adds a way, and when to go it: the first way whose condition holds is gone.
   *
   * The condition reads the choice's own input. A text is taken as FDL has it.
   *
   * @example
   * when.if(({ input }) => and(input.paid, gt(input.total, 100)), (then) => then.task("ship", ship))
   * // - condition: $.paid && $.total > 100
   * //   steps: [{ type: task, name: ship, … }]
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  if<Reached, Inside extends string, Target extends string>(
    condition: string | ((scope: NoInfer<OwnScope<Input>>) => ConditionLike),
    way: (
      way: NoInfer<WayBuilder<Input, object, never, Used, NoJumps, never>>,
    ) => SeriesEnd<Reached, Inside, true, Target>,
  ): ChoiceBuilder<
    Input,
    AfterWay<Result, Reached, Target>,
    AlsoLeaving<Leaving, Target, Reached>,
    Used | Inside
  >;

  /**
   * Adds the way to go when no condition holds. Without it the flow then goes on after the choice, with no result of it.
   *
   * @example
   * when.if(…).else((otherwise) => otherwise.fail("refused", { error: "Refused" }))
   * // default: { steps: [{ type: fail, name: refused, error: Refused }] }
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  else<Reached, Inside extends string, Target extends string>(
    way: (
      way: NoInfer<WayBuilder<Input, object, never, Used, NoJumps, never>>,
    ) => SeriesEnd<Reached, Inside, true, Target>,
  ): ChoiceOutput<
    Input,
    AfterWay<Result, Reached, Target>,
    AlsoLeaving<Leaving, Target, Reached>,
    Used | Inside
  >;
}

/** The ways of a choice, and what it puts out of what they did. */
export interface ChoiceOutput<in out Input, in out Result, in out Leaving, in out Used extends string> {
  /** What is known of the ways. Only the compiler looks at it. */
  readonly "~choice"?: NoInfer<ChoiceFacts<Join<Result>, Leaving, Used, undefined>>;

  /**
   * Says what the choice puts out. Without it, its result is kept under its own name. `input` is the choice's own input,
   * `local` what the way put out, also where it goes on elsewhere; what only some ways set is possibly missing.
   *
   * @example
   * when.if(…).else(…).output(({ input }) => ({ total: input.total }))
   * // outputMappings: [{ target: total, source: $input.total }]
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  output<R>(
    map: (scope: NoInfer<Scope<Input, Join<Result | LocalOf<Leaving>>>>) => R & SourcesIn<R>,
  ): ChoiceEnd<Join<Result>, Leaving, Used, MappedBy<R>>;
}

/** The ways of a choice, complete. */
export interface ChoiceEnd<Result, Leaving, Used extends string, Mapped> {
  /** What is known of the ways. Only the compiler looks at it. */
  readonly "~choice"?: ChoiceFacts<Result, Leaving, Used, Mapped>;
}

/** What is known of the ways of a choice. */
export interface ChoiceFacts<Result, Leaving, Used extends string, Mapped> {
  readonly result: Result;
  readonly leaving: Leaving;
  readonly used: Used;
  readonly mapped: Mapped;
}

/** The results of a choice after one more way; a way that goes on elsewhere adds none to what comes after the choice. */
type AfterWay<Result, Reached, Target> = [Target] extends [never] ? Result | Reached : Result;

/** What is known of the jumps of a choice after one more way: ways do not follow each other, so that each jump stands alone. */
type AlsoLeaving<Leaving, Target extends string, Reached> = [Target] extends [never]
  ? Leaving
  : [Reached] extends [never]
    ? Leaving
    : Leaving | Landed<Target, Reached, Reached>;

type LocalOf<Leaving> = Leaving extends Landed<string, infer First, infer Last> ? First | Last : never;
