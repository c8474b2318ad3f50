import type { ForeachStep, ParallelStep, Step } from "../fdl/tree/index.ts";

/** A flow as a graph: plain data, for whoever draws it. What a node, an edge and a group say is in words and never cut. */
export interface FlowGraph {
  /** In the order of the definition, the start first and the end last. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** A group comes before those inside it. */
  readonly groups: readonly GraphGroup[];
}

/** A place in the drawing. */
export type GraphNode = StepNode | JoinNode | MissingNode | TerminalNode;

interface PlacedNode {
  /** Unique among all nodes and groups: a letter and a number. It says nothing about the step, whose name may be anything. */
  readonly id: string;
  /** The group that it stands in, if in one. */
  readonly group?: string;
  /** A line each; a step's name comes first. */
  readonly lines: readonly string[];
}

/** A step. For a parallel or foreach step it is where its series part; they meet again in a {@link JoinNode}. */
export interface StepNode extends PlacedNode {
  readonly kind: "step";
  readonly step: Step;
}

/** Where a parallel or foreach step waits until all of its series have ended. */
export interface JoinNode extends PlacedNode {
  readonly kind: "join";
  readonly step: ParallelStep | ForeachStep;
}

/** What a `goto` leads to that names no step of its series. */
export interface MissingNode extends PlacedNode {
  readonly kind: "missing";
  readonly name: string;
}

/** Where the flow begins, and where it ends well. Nothing leads out of a `fail` step. */
export interface TerminalNode extends PlacedNode {
  readonly kind: "start" | "end";
}

/**
 * Why an edge is gone.
 *
 * - `next`: the step has succeeded
 * - `condition`, `default`, `else`: the way of a choice; `else` when there is no default and no condition holds
 * - `branch`, `item`: into a branch of a parallel step, into the iterations of a foreach step
 * - `catch`: the task has failed
 * - `goto`: a way of a choice jumps, after its steps (labelled `goto`) or without any (labelled as the way)
 */
export type EdgeKind = "next" | "condition" | "default" | "else" | "branch" | "item" | "catch" | "goto";

/** A way from one node to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** The condition, the names of the errors, or what else tells this edge from its neighbours. */
  readonly label?: string;
}

/** The steps of one branch of a parallel step, or of the iterations of a foreach step. */
export interface GraphGroup {
  readonly id: string;
  readonly kind: "branch" | "iteration";
  readonly step: ParallelStep | ForeachStep;
  /** The group around it, if there is one. */
  readonly group?: string;
  readonly label: string;
}
