import type { StandardSchema } from "../contract/standard-schema.ts";
import type { Flow } from "../fdl/tree/index.ts";

/**
 * A flow that can be deployed and started.
 *
 * `Input` is what whoever starts an execution writes, `Output` what its result reads as, and `Wire` what a flow that
 * calls this one gets, where a schema makes the two differ.
 */
export interface FlowDefinition<Input = never, Output = unknown, Wire = unknown> {
  /** The flow's name, unique in a region of an account. */
  readonly name: string;
  /**
   * The flow as plain, frozen data.
   *
   * @throws FlowDefinitionError when a step jumps to a step that does not exist, or back to one that needs what may be missing
   */
  readonly tree: Flow;
  readonly schemas: FlowSchemas;
  /** Only the compiler looks at it. */
  readonly "~types"?: {
    readonly input: (value: Input) => void;
    readonly output: Output;
    readonly wire?: Wire;
  };
}

/** What an execution is given, and what it gives when the flow was defined with it. */
export interface FlowSchemas {
  readonly input: StandardSchema;
  readonly output?: StandardSchema;
}
