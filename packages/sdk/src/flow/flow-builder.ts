import type { FunctionContract } from "../contract/function-contract.ts";
import type { InferInput, InferOutput, StandardSchema } from "../contract/standard-schema.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { Flow, InvocationType, Pattern } from "../fdl/tree/index.ts";
import type { FlowDefinition, FlowSchemas } from "./flow-definition.ts";
import type { Enter, Join, Jump, Merge } from "./local-types.ts";
import type { RefTo } from "./ref.ts";
import type { Scope } from "./scope.ts";
import type { NoOtherKeys, Resolved, Sources, SourcesOf } from "./sources.ts";
import type { TaskInput, TaskOptions, TaskOutput } from "./task-options.ts";

/**
 * Builds a flow step by step. Every method answers a new builder; none changes the one it is called on.
 *
 * The type parameters are the compiler's notebook: what an execution is given (`Input`), what `$local` holds here
 * (`Local`; `never` where no path leads), the step names used (`Names`), what `$local` holds at each jump (`Jumps`) and at
 * each early end (`Ended`), and the schema of the result (`Out`).
 */
export interface FlowBuilder<
  Input extends object,
  Local,
  Names extends string,
  Jumps,
  Ended,
  Out extends StandardSchema | undefined,
> {
  /** The flow's name, unique in a region of an account. */
  readonly name: string;
  readonly schemas: FlowSchemas;
  /** What whoever starts an execution writes, and what its result reads as. Only the compiler looks at it. */
  readonly "~types"?: {
    readonly input: (value: Input) => void;
    readonly output: FlowResult<Join<Local, Ended>, Out>;
  };

  /**
   * The flow as plain, frozen data.
   *
   * @throws FlowDefinitionError when a step jumps to a step that does not exist
   */
  readonly tree: Exclude<keyof Jumps, Names> extends never
    ? FlowTree<Join<Local, Ended>, Out>
    : DanglingJump<Exclude<keyof Jumps, Names>>;

  /**
   * Calls a function.
   *
   * The step's result is kept under the step's own name, so that steps cannot overwrite each other's results.
   *
   * @example
   * .task("audit", audit, {
   *   pattern: "waitForCallback", invocation: "Async", timeoutSeconds: 86_400,
   *   input: ({ input }) => ({ orderId: input.id }),
   * })
   * // - type: task
   * //   name: audit
   * //   resourceArn: acs:fc:::services/shop.prod/functions/audit
   * //   pattern: waitForCallback
   * //   timeoutSeconds: 86400
   * //   inputMappings:
   * //     - { target: orderId, source: $input.id }
   * //     - { target: taskToken, source: $context.task.token }
   * //   outputMappings:
   * //     - { target: audit, source: $local }
   * //   serviceParams: { InvocationType: Async }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  task<
    const Name extends string,
    Contract extends FunctionContract,
    M = unknown,
    P extends Pattern = "requestResponse",
    I extends InvocationType = "Sync",
    As extends string = Name,
    Merged extends "merge" = never,
    Mapped = undefined,
    Failure = unknown,
    Target extends string = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names>,
    contract: Contract,
    ...options: TaskArguments<
      TaskOptions<
        Input,
        Enter<Local, Jumps, Name>,
        Contract,
        P,
        I,
        As,
        Merged,
        Mapped,
        Failure,
        Target,
        End
      > &
        TaskInput<Input, Enter<Local, Jumps, Name>, Contract, P, M>
    >
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, TaskOutput<Contract, P, I, As, Merged, Mapped>>,
    Names | Name,
    Jump<Jumps, Target, Merge<Enter<Local, Jumps, Name>, Resolved<Failure>>>,
    Ended,
    Out,
    End
  >;

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
  pass<
    const Name extends string,
    M = Merge<Input, Enter<Local, Jumps, Name>>,
    R = unknown,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names>,
    options?: PassOptions<Input, Enter<Local, Jumps, Name>, M, R, End>,
  ): Next<Input, Merge<Enter<Local, Jumps, Name>, Resolved<R>>, Names | Name, Jumps, Ended, Out, End>;

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
    name: Name & NewName<Name, Names>,
    options: WaitOptions<Input, Enter<Local, Jumps, Name>, End>,
  ): Next<Input, Enter<Local, Jumps, Name>, Names | Name, Jumps, Ended, Out, End>;

  /** Ends the flow here, successfully. What follows is reached by a jump only. */
  succeed<const Name extends string>(
    name: Name & NewName<Name, Names>,
  ): Next<Input, Enter<Local, Jumps, Name>, Names | Name, Jumps, Ended, Out, true>;

  /**
   * Fails the flow here. What follows is reached by a jump only.
   *
   * @example
   * .fail("refused", { error: "Refused", cause: "the auditor said no" })
   * // - { type: fail, name: refused, error: Refused, cause: the auditor said no }
   */
  fail<const Name extends string>(
    name: Name & NewName<Name, Names>,
    options?: FailOptions,
  ): FlowBuilder<Input, never, Names | Name, Jumps, Ended, Out>;

  /**
   * Says what an execution gives, and completes the flow. Without it an execution gives all of `local`.
   *
   * @example
   * .output(({ local }) => ({ receipt: local.reserve.receipt }))
   * // outputMappings: [{ target: receipt, source: $local.reserve.receipt }]
   *
   * @throws FlowDefinitionError when FDL cannot say what is asked for
   */
  output<R>(
    map: (
      scope: Scope<Input, Join<Local, Ended>>,
    ) => R &
      (Out extends StandardSchema ? SourcesOf<InferInput<Out>> & NoOtherKeys<R, InferInput<Out>> : Sources),
  ): Omit<FlowDefinition<Input, FlowResult<Resolved<R>, Out>>, "tree"> & {
    readonly tree: Exclude<keyof Jumps, Names> extends never
      ? Flow
      : DanglingJump<Exclude<keyof Jumps, Names>>;
  };
}

type DanglingJump<Target> = TypeMessage<`no step is named "${Target & string}", yet a catch goes there`>;

/** The flow, unless all of its `local` does not fit the schema of its output. */
type FlowTree<Local, Out> = Out extends StandardSchema
  ? Local extends InferInput<Out>
    ? Flow
    : TypeMessage<"what the steps put out does not fit the flow's output schema: say what the flow gives with .output(…)">
  : Flow;

/** What an execution's result reads as: through the flow's output schema when there is one. */
export type FlowResult<Local, Out> = Out extends StandardSchema
  ? InferOutput<Out>
  : [Local] extends [never]
    ? never
    : Local;

/** The builder after a step that may have been the last. */
export type Next<
  Input extends object,
  Local,
  Names extends string,
  Jumps,
  Ended,
  Out extends StandardSchema | undefined,
  End extends boolean,
> = End extends true
  ? FlowBuilder<Input, never, Names, Jumps, Join<Ended, Local>, Out>
  : FlowBuilder<Input, Local, Names, Jumps, Ended, Out>;

type NewName<Name, Names> = Name extends Names
  ? TypeMessage<`the step name "${Name & string}" is taken`>
  : unknown;

type TaskArguments<Options> = object extends Options ? [options?: Options] : [options: Options];

/** How a pass step maps. */
export interface PassOptions<Input, Local, M, R, End extends boolean> {
  /** The step's own input. Default: the flow's input merged with `local`. */
  readonly input?: (scope: Scope<Input, Local>) => M & Sources;
  /** What the step puts out; `input` is its own input. Default: nothing. */
  readonly output?: (scope: Omit<Scope<Resolved<M>, never>, "local">) => R & Sources;
  /** Whether the flow ends after this step. Default `false`. */
  readonly end?: End;
}

/** How long a wait step waits: one of the two. */
export type WaitOptions<Input, Local, End extends boolean> = {
  /** Whether the flow ends after this step. Default `false`. */
  readonly end?: End;
} & (
  | {
      /** Whole seconds, at most 172,800 (two days). */
      readonly durationSeconds: number | ((scope: Scope<Input, Local>) => RefTo<number>);
      readonly timestamp?: never;
    }
  | {
      /** A moment as in RFC 3339, e.g. `2026-12-24T18:00:00Z`; one that is past ends the step at once. */
      readonly timestamp: string | ((scope: Scope<Input, Local>) => RefTo<string>);
      readonly durationSeconds?: never;
    }
);

/** What the flow fails with. */
export interface FailOptions {
  /** The error's name, 1 to 128 characters. */
  readonly error?: string;
  /** What happened, in words, at most 4,096 characters. */
  readonly cause?: string;
}
