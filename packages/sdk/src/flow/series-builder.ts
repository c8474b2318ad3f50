import type { TypeMessage } from "../contract/type-message.ts";
import type { Join, Targets } from "./local-types.ts";
import type { InsideSeries, InsideWay } from "./place.ts";
import type { Steps } from "./steps.ts";

/**
 * Builds the steps of a branch or an iteration. They see the input of the step that holds them as `input`, and a `local`
 * that begins empty; a jump leads to one of them. Their names are the whole flow's: no two steps share one.
 */
export interface SeriesBuilder<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
> extends Steps<Input, Local, Names, Elsewhere, Jumps, Ended, InsideSeries> {
  /** What is known where the series ends. Only the compiler looks at it. */
  // `NoInfer`, here and in the builders of choices and branches: the compiler looks for type arguments of a method in what is
  // expected of its result, and would take all of this apart at every step inside a step.
  readonly "~series"?: NoInfer<
    SeriesFacts<Join<Local, Ended>, Names | Elsewhere, Landing<Jumps, Names>, never>
  >;
}

/** Builds the steps of one way of a choice: as {@link SeriesBuilder}, and at its end it may go on somewhere else. */
export interface WayBuilder<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
> extends Steps<Input, Local, Names, Elsewhere, Jumps, Ended, InsideWay> {
  /** What is known where the way ends. Only the compiler looks at it. */
  readonly "~series"?: NoInfer<
    SeriesFacts<Join<Local, Ended>, Names | Elsewhere, Landing<Jumps, Names>, never>
  >;

  /**
   * Ends the way, and goes on at a step beside the choice, earlier or later.
   *
   * A jump back is looked at by `tree`: it is refused when a step reads by reference what the first way there surely set and
   * the way to the jump may have left out. That the jump brings another type under a key, or lacks what a step takes from
   * its default input as a whole, is not noticed.
   *
   * @example
   * when.if(({ input }) => eq(input.look.ready, false), (then) => then.wait("pause", { durationSeconds: 60 }).goto("look"))
   * // - condition: $.look.ready == false
   * //   steps: [{ type: wait, name: pause, duration: 60 }]
   * //   goto: look
   */
  goto<const Target extends string>(
    target: Target,
  ): SeriesEnd<Join<Local, Ended>, Names | Elsewhere, Landing<Jumps, Names>, Target>;
}

/** A series of steps that is complete. */
export interface SeriesEnd<Reached, Used extends string, Lands, Target extends string> {
  /** What is known where the series ends. Only the compiler looks at it. */
  readonly "~series"?: SeriesFacts<Reached, Used, Lands, Target>;
}

/** What is known of a series: its `local` at the end, the names used so far, whether its jumps land, where it goes on. */
export interface SeriesFacts<Reached, Used extends string, Lands, Target extends string> {
  readonly reached: Reached;
  readonly used: Used;
  readonly lands: Lands;
  readonly target: Target;
}

/** `true` when all jumps of a series lead to steps of it, and a sentence otherwise. */
export type Landing<Jumps, Names> = [Exclude<Targets<Jumps>, Names>] extends [never]
  ? true
  : TypeMessage<`no step is named "${Exclude<Targets<Jumps>, Names> & string}" here, yet a catch or a choice goes there`>;
