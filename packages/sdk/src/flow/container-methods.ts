import type { ChoiceBuilder, ChoiceEnd } from "./choice-builder.ts";
import type { ChoiceOptions, ForeachOptions, IterationInput, ParallelOptions } from "./container-options.ts";
import type { Enter, Join, Jump, Landed, Merge, NoJumps } from "./local-types.ts";
import type { ParallelBuilder, ParallelEnd } from "./parallel-builder.ts";
import type { NewName, Next, Place } from "./place.ts";
import type { Plain } from "./plain.ts";
import type { Scope } from "./scope.ts";
import type { SeriesBuilder, SeriesEnd } from "./series-builder.ts";
import type { Given, MappedBy, SourcesIn } from "./sources.ts";
import type { Kept } from "./step-output.ts";

/**
 * The steps that hold other steps. Inside, `input` is the step's own input and `local` begins empty; jumps stay inside, and
 * step names are the whole flow's.
 */
export interface ContainerMethods<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out At extends Place,
> {
  /**
   * Goes the first way whose condition holds.
   *
   * What the way put out is kept under the choice's own name; what only some ways set is possibly missing. A choice whose
   * ways put out nothing keeps nothing.
   *
   * @example
   * .choice("decide", (when) => when
   *   .if(({ input }) => eq(input.audit.approved, true), (then) => then.task("ship", ship))
   *   .else((then) => then.fail("refused", { error: "Refused" })))
   * // - type: choice
   * //   name: decide
   * //   choices:
   * //     - condition: $.audit.approved == true
   * //       steps:
   * //         - { type: task, name: ship, … }
   * //   default:
   * //     steps:
   * //       - { type: fail, name: refused, error: Refused }
   * //   outputMappings:
   * //     - { target: decide, source: $local }
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  choice<const Name extends string, Result, Leaving, Used extends string, Mapped>(
    name: Name & NewName<Name, Names, Elsewhere>,
    ways: (
      when: NoInfer<
        ChoiceBuilder<Merge<Input, Enter<Local, Jumps, Name>>, never, NoJumps, Names | Elsewhere | Name>
      >,
    ) => ChoiceEnd<Result, Leaving, Used, Mapped>,
  ): AfterChoice<
    Input,
    Enter<Local, Jumps, Name>,
    Names | Name,
    Elsewhere | Used,
    Jumps,
    Ended,
    At,
    false,
    Result,
    Leaving,
    Name,
    never,
    Mapped
  >;
  choice<
    const Name extends string,
    Result,
    Leaving,
    Used extends string,
    Mapped,
    M = unknown,
    As extends string = Name,
    Merged extends "merge" = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    options: ChoiceOptions<Input, Enter<Local, Jumps, Name>, M, As, Merged, End>,
    ways: (
      when: NoInfer<
        ChoiceBuilder<
          Given<M, Merge<Input, Enter<Local, Jumps, Name>>>,
          never,
          NoJumps,
          Names | Elsewhere | Name
        >
      >,
    ) => ChoiceEnd<Result, Leaving, Used, Mapped>,
  ): AfterChoice<
    Input,
    Enter<Local, Jumps, Name>,
    Names | Name,
    Elsewhere | Used,
    Jumps,
    Ended,
    At,
    End,
    Result,
    Leaving,
    As,
    Merged,
    Mapped
  >;

  /**
   * Runs branches at the same time, and goes on when all have ended.
   *
   * The list of what each branch put out is kept under the step's own name, in the branches' order.
   *
   * @example
   * .parallel("both", (all) => all
   *   .branch((stock) => stock.task("reserve", reserve))
   *   .branch((money) => money.task("charge", charge)))
   * .output(({ local }) => ({ receipt: local.both[0].reserve.receipt }))
   * // - type: parallel
   * //   name: both
   * //   branches:
   * //     - steps:
   * //         - { type: task, name: reserve, … }
   * //     - steps:
   * //         - { type: task, name: charge, … }
   * //   outputMappings:
   * //     - { target: both, source: $local }
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  parallel<const Name extends string, Results extends readonly unknown[], Used extends string, Mapped>(
    name: Name & NewName<Name, Names, Elsewhere>,
    branches: (
      all: NoInfer<ParallelBuilder<Merge<Input, Enter<Local, Jumps, Name>>, [], Names | Elsewhere | Name>>,
    ) => ParallelEnd<Results, Used, Mapped>,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, ListOutput<Name, Results, never, Mapped>>,
    Names | Name,
    Elsewhere | Used,
    Jumps,
    Ended,
    At,
    false
  >;
  parallel<
    const Name extends string,
    Results extends readonly unknown[],
    Used extends string,
    Mapped,
    M = unknown,
    As extends string = Name,
    None extends "none" = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    options: ParallelOptions<Input, Enter<Local, Jumps, Name>, M, As, None, End>,
    branches: (
      all: NoInfer<
        ParallelBuilder<Given<M, Merge<Input, Enter<Local, Jumps, Name>>>, [], Names | Elsewhere | Name>
      >,
    ) => ParallelEnd<Results, Used, Mapped>,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, ListOutput<As, Results, None, Mapped>>,
    Names | Name,
    Elsewhere | Used,
    Jumps,
    Ended,
    At,
    End
  >;

  /**
   * Runs steps once for each item of a list, at most 100 items at the same time, and goes on when all have ended.
   *
   * The list of what each iteration put out is kept under the step's own name, in the items' order. The last argument can
   * map it instead: `input` is the step's own input, `local` that list.
   *
   * @example
   * .foreach("shipping", { collection: ({ input }) => input.lines, item: "line" },
   *   (line) => line.task("ship", ship, { input: ({ input }) => ({ sku: input.line.sku }) }),
   *   { output: ({ local }) => ({ parcels: each(local).ship.parcel }) })
   * // - type: foreach
   * //   name: shipping
   * //   iterationMapping: { collection: $.lines, item: line }
   * //   steps:
   * //     - type: task
   * //       name: ship
   * //       inputMappings:
   * //         - { target: sku, source: $input.line.sku }
   * //       …
   * //   outputMappings:
   * //     - { target: parcels, source: "$local[*].ship.parcel" }
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  foreach<
    const Name extends string,
    Item,
    const ItemKey extends string,
    Reached,
    Used extends string,
    M = unknown,
    const IndexKey extends string = never,
    As extends string = Name,
    None extends "none" = never,
    End extends boolean = false,
    Mapped = unknown,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    options: ForeachOptions<Input, Enter<Local, Jumps, Name>, M, Item, ItemKey, IndexKey, As, None, End>,
    steps: (
      iteration: NoInfer<
        SeriesBuilder<
          IterationInput<Given<M, Merge<Input, Enter<Local, Jumps, Name>>>, Item, ItemKey, IndexKey>,
          object,
          never,
          Names | Elsewhere | Name,
          NoJumps,
          never
        >
      >,
    ) => SeriesEnd<Reached, Used, true, never>,
    after?: {
      readonly output: (
        scope: NoInfer<Scope<Given<M, Merge<Input, Enter<Local, Jumps, Name>>>, Reached[]>>,
      ) => Mapped & SourcesIn<Mapped>;
    },
  ): Next<
    Input,
    Merge<
      Enter<Local, Jumps, Name>,
      ListOutput<As, Plain<Reached>[], None, Mapped extends object ? MappedBy<Mapped> : undefined>
    >,
    Names | Name,
    Elsewhere | Used,
    Jumps,
    Ended,
    At,
    End
  >;
}

/** What a step puts out whose result is a list. */
type ListOutput<Key extends string, List, None, Mapped> = Mapped extends object
  ? Mapped
  : [None] extends [never]
    ? Kept<Key, List>
    : unknown;

/** What a choice puts out when what its way put out is `Result`. One that can hold nothing is not kept. */
type ChoiceOutputOf<Key extends string, Result, Merged, Mapped> = Mapped extends object
  ? Mapped
  : [Merged] extends [never]
    ? [keyof Result] extends [never]
      ? unknown
      : Kept<Key, Plain<Result>>
    : Plain<Result>;

/** The builder after a choice. */
type AfterChoice<
  Input,
  Local,
  Names extends string,
  Elsewhere extends string,
  Jumps,
  Ended,
  At extends Place,
  End extends boolean,
  Result,
  Leaving,
  Key extends string,
  Merged,
  Mapped,
> = Next<
  Input,
  [Result] extends [never] ? never : Merge<Local, ChoiceOutputOf<Key, Result, Merged, Mapped>>,
  Names,
  Elsewhere,
  [Leaving] extends [never] ? Jumps : JumpAll<Jumps, Leaving, Local, Key, Merged, Mapped>,
  Ended,
  At,
  End
>;

/** What is known of the jumps after those of a choice: each brings what its own ways put out. */
type JumpAll<Jumps, Leaving, Local, Key extends string, Merged, Mapped> =
  Leaving extends Landed<infer Target, infer First, infer Last>
    ? Jump<Jumps, Target, Merge<Local, ChoiceOutputOf<Key, Join<First, Last>, Merged, Mapped>>>
    : never;
