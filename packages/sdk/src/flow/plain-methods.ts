import type { Enter, Merge } from "./local-types.ts";
import type { NewName, Next, Place, SeriesAt } from "./place.ts";
import type { FailOptions, PassOptions, SucceedOptions, WaitOptions } from "./plain-options.ts";
import type { MappedBy } from "./sources.ts";

/** The steps that call nothing. */
export interface PlainMethods<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out At extends Place,
> {
  /**
   * Puts constants and references into `local` under keys of their own.
   *
   * @example
   * .pass("prepare", { output: ({ input }) => ({ orderId: input.id, tries: 0 }) })
   * // - type: pass
   * //   name: prepare
   * //   outputMappings:
   * //     - { target: orderId, source: $input.id }
   * //     - { target: tries, source: 0 }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  pass<const Name extends string, M = unknown, R = unknown, End extends boolean = false>(
    name: Name & NewName<Name, Names, Elsewhere>,
    options?: PassOptions<Input, Enter<Local, Jumps, Name>, M, R, End>,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, MappedBy<R>>,
    Names | Name,
    Elsewhere,
    Jumps,
    Ended,
    At,
    End
  >;

  /**
   * Waits for a number of seconds or until a moment, at most two days.
   *
   * @example
   * .wait("cool", { durationSeconds: 3_600 })
   * // - { type: wait, name: cool, duration: 3600 }
   * .wait("until", { timestamp: ({ input }) => input.opensAt })
   * // - { type: wait, name: until, inputMappings: [{ target: timestamp, source: $input.opensAt }], timestamp: $.timestamp }
   *
   * @throws FlowDefinitionError when the time is none FDL takes
   */
  wait<const Name extends string, End extends boolean = false>(
    name: Name & NewName<Name, Names, Elsewhere>,
    options: WaitOptions<Input, Enter<Local, Jumps, Name>, End>,
  ): Next<Input, Enter<Local, Jumps, Name>, Names | Name, Elsewhere, Jumps, Ended, At, End>;

  /**
   * Ends the series of steps here, successfully: the flow, or the way, branch or iteration that the step stands in. What
   * follows is reached by a jump only.
   *
   * @example
   * .succeed("done", { output: ({ input }) => ({ receipt: input.reserve.receipt }) })
   * // - type: succeed
   * //   name: done
   * //   outputMappings:
   * //     - { target: receipt, source: $input.reserve.receipt }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  succeed<const Name extends string, M = unknown, R = unknown>(
    name: Name & NewName<Name, Names, Elsewhere>,
    options?: SucceedOptions<Input, Enter<Local, Jumps, Name>, M, R>,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, MappedBy<R>>,
    Names | Name,
    Elsewhere,
    Jumps,
    Ended,
    At,
    true
  >;

  /**
   * Fails the flow here, whatever the step stands in. What follows is reached by a jump only.
   *
   * @example
   * .fail("refused", { error: "Refused", cause: "the auditor said no" })
   * // - { type: fail, name: refused, error: Refused, cause: the auditor said no }
   *
   * @throws FlowDefinitionError when a text is too long
   */
  fail<const Name extends string>(
    name: Name & NewName<Name, Names, Elsewhere>,
    options?: FailOptions,
  ): SeriesAt<Input, never, Names | Name, Elsewhere, Jumps, Ended, At>;
}
