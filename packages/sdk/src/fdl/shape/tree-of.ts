import type { Flow } from "../tree/index.ts";

/** A flow as plain data, or a definition that holds it, such as `defineFlow` makes. */
export type FlowOrDefinition = Flow | { readonly tree: Flow };

/** The flow itself. */
export function treeOf(flow: FlowOrDefinition): Flow {
  return "tree" in flow ? flow.tree : flow;
}
