import type { InferInput, InferOutput, StandardSchema } from "../contract/standard-schema.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { Flow } from "../fdl/tree/index.ts";
import type { FlowDefinition, FlowSchemas } from "./flow-definition.ts";
import type { Join } from "./local-types.ts";
import type { WholeFlow } from "./place.ts";
import type { ExecutionContext, Scope } from "./scope.ts";
import type { Landing } from "./series-builder.ts";
import type { NoOtherKeys, Resolved, SourcesIn, SourcesOf } from "./sources.ts";
import type { Steps } from "./steps.ts";

/**
 * Builds a flow step by step. Every method answers a new builder; none changes the one it is called on.
 *
 * For the type parameters see {@link Steps}.
 */
export interface FlowBuilder<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out Whole extends WholeFlow,
> extends Steps<Input, Local, Names, Elsewhere, Jumps, Ended, Whole> {
  /** The flow's name, unique in a region of an account. */
  readonly name: string;
  readonly schemas: FlowSchemas;
  /** What whoever starts an execution writes, and what its result reads as. Only the compiler looks at it. */
  readonly "~types"?: {
    readonly input: (value: Whole["given"]) => void;
    readonly output: FlowResult<Join<Local, Ended>, Whole["out"]>;
    readonly wire?: FlowWire<Join<Local, Ended>, Whole["out"]>;
  };

  /**
   * The flow as plain, frozen data.
   *
   * @throws FlowDefinitionError when a step jumps to a step that does not exist, or back to one that needs what may be missing
   */
  readonly tree: Landing<Jumps, Names> extends true
    ? FlowTree<Join<Local, Ended>, Whole["out"]>
    : Landing<Jumps, Names>;

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
      scope: NoInfer<Scope<Input, Join<Local, Ended>, ExecutionContext>>,
    ) => R &
      (Whole["out"] extends StandardSchema
        ? SourcesOf<InferInput<Whole["out"]>> & NoOtherKeys<R, InferInput<Whole["out"]>>
        : SourcesIn<R>),
  ): Omit<
    FlowDefinition<
      Whole["given"],
      FlowResult<Resolved<R>, Whole["out"]>,
      FlowWire<Resolved<R>, Whole["out"]>
    >,
    "tree"
  > & {
    readonly tree: Landing<Jumps, Names> extends true ? Flow : Landing<Jumps, Names>;
  };
}

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

/** What an execution gives as it travels. */
export type FlowWire<Local, Out> = Out extends StandardSchema ? InferInput<Out> : Local;
