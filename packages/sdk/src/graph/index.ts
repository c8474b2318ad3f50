export type { FlowOrDefinition } from "../fdl/shape/index.ts";
export { buildGraph } from "./build-graph.ts";
export type {
  EdgeKind,
  FlowGraph,
  GraphEdge,
  GraphGroup,
  GraphNode,
  JoinNode,
  MissingNode,
  StepNode,
  TerminalNode,
} from "./graph.ts";
export {
  type ExecutionEvent,
  type Progress,
  progressOf,
  type StepProgress,
  type StepState,
} from "./progress.ts";
export { type MermaidOptions, toMermaid } from "./to-mermaid.ts";
