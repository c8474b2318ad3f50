import type { StandardSchema } from "../contract/standard-schema.ts";
import type { Flow } from "../fdl/tree/index.ts";

/** A flow that can be deployed and started. */
export interface FlowDefinition<Input = never, Output = unknown> {
  /** The flow's name, unique in a region of an account. */
  readonly name: string;
  /**
   * The flow as plain, frozen data.
   *
   * @throws FlowDefinitionError when a step jumps to a step that does not exist
   */
  readonly tree: Flow;
  readonly schemas: FlowSchemas;
  /** What whoever starts an execution writes, and what its result reads as. Only the compiler looks at it. */
  readonly "~types"?: { readonly input: (value: Input) => void; readonly output: Output };
}

/** What an execution is given, and what it gives when the flow was defined with it. */
export interface FlowSchemas {
  readonly input: StandardSchema;
  readonly output?: StandardSchema;
}
