import type { FlowOrDefinition } from "../fdl/shape/index.ts";
import { buildGraph } from "./build-graph.ts";
import type { FlowGraph, GraphEdge } from "./graph.ts";
import { mermaidLabel } from "./mermaid-label.ts";
import { mermaidNode } from "./mermaid-node.ts";
import { missingStyle, stateStyles } from "./mermaid-styles.ts";
import { type ExecutionEvent, type Progress, progressOf } from "./progress.ts";

/** How {@link toMermaid} draws. */
export interface MermaidOptions {
  /** What has happened in an execution of the flow so far, drawn over it. */
  readonly history?: Iterable<ExecutionEvent>;
  /** From the top down, or from left to right. Default `TD`. */
  readonly direction?: "TD" | "LR";
}

/**
 * A flow as a Mermaid flowchart, for Markdown and whatever else draws Mermaid.
 *
 * A diamond is a choice, and its arrows say when each is gone. A thick arrow is a `goto`, a dotted one a `catch`. A task says what
 * it calls and what it waits for. Branches and iterations stand in boxes. Lines over 80 characters are cut. Mermaid itself draws at most 500 arrows and
 * 50,000 characters unless its `maxEdges` and `maxTextSize` are raised.
 *
 * With a history, steps are coloured: done green, failed red, running blue, waiting yellow, stopped grey, not reached faint and
 * dashed. A step that has run more than once says how often, and shows its last state; a task that was retried says how often it
 * was tried. Events are matched to steps by name.
 *
 * @throws FlowDefinitionError when a step of a definition by `defineFlow` jumps to a step that does not exist
 *
 * @example
 * toMermaid(flow);
 * // flowchart TD
 * //   t1(["start"])
 * //   s3["audit<br/>function shop.prod/audit<br/>waits for callback, at most 1 day"]
 * //   t2(["end"])
 * //   t1 --> s3
 * //   s3 --> t2
 */
export function toMermaid(
  flow: FlowOrDefinition,
  { history, direction = "TD" }: MermaidOptions = {},
): string {
  const graph = buildGraph(flow);
  const progress = history === undefined ? undefined : progressOf(history);
  const lines = [
    `flowchart ${direction}`,
    ...nodeLines(graph, progress),
    ...graph.edges.map(edgeLine),
    ...(graph.nodes.some(({ kind }) => kind === "missing") ? [missingStyle] : []),
    ...(progress === undefined ? [] : stateStyles),
  ];
  return `${lines.join("\n")}\n`;
}

// The nodes' order is that of a walk through the nested groups, so that each group is opened and closed once.
function nodeLines({ nodes, groups }: FlowGraph, progress: Progress | undefined): readonly string[] {
  const lines: string[] = [];
  const unopened = new Map(groups.map((group) => [group.id, group]));
  const open: string[] = [];
  const write = (line: string) => lines.push(indent(open.length) + line);
  const closeTo = (group: string | undefined) => {
    while (open.length > 0 && open.at(-1) !== group) {
      open.pop();
      write("end");
    }
  };

  for (const node of nodes) {
    const entered = unopened.get(node.group ?? "");
    if (entered !== undefined) {
      closeTo(entered.group);
      write(`subgraph ${entered.id}["${mermaidLabel([entered.label])}"]`);
      open.push(entered.id);
      unopened.delete(entered.id);
    }
    closeTo(node.group);
    write(mermaidNode(node, progress));
  }
  closeTo(undefined);
  return lines;
}

// With ever deeper indents the text of a deep flow would grow with the square of its depth.
const deepestIndent = 8;

function indent(depth: number): string {
  return "  ".repeat(Math.min(depth + 1, deepestIndent));
}

function edgeLine({ from, to, kind, label }: GraphEdge): string {
  const arrow = kind === "catch" ? "-.->" : kind === "goto" ? "==>" : "-->";
  return `  ${from} ${arrow}${label === undefined ? "" : `|"${mermaidLabel([label])}"|`} ${to}`;
}
