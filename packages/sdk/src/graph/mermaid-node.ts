import { targetOf } from "../fdl/shape/index.ts";
import type { Step } from "../fdl/tree/index.ts";
import type { GraphNode } from "./graph.ts";
import { mermaidLabel } from "./mermaid-label.ts";
import { nodeProgress } from "./node-state.ts";
import type { Progress } from "./progress.ts";

/** A node as a line of a Mermaid flowchart. */
export function mermaidNode(node: GraphNode, progress: Progress | undefined): string {
  const [opening, closing] = shapeOf(node);
  const { state, words } = progress === undefined ? {} : nodeProgress(node, progress);
  const label = mermaidLabel(words === undefined ? node.lines : [...node.lines, words]);
  const style = node.kind === "missing" ? "missing" : state;
  return `${node.id}${opening}"${label}"${closing}${style === undefined ? "" : `:::${style}`}`;
}

/** What Mermaid puts a label between to give the node its shape. */
type Shape = readonly [opening: string, closing: string];

const rectangle: Shape = ["[", "]"];
const rounded: Shape = ["(", ")"];
const stadium: Shape = ["([", "])"];
const diamond: Shape = ["{", "}"];
const hexagon: Shape = ["{{", "}}"];
const doubleSided: Shape = ["[[", "]]"];
const leaning: Shape = ["[/", "/]"];
const flag: Shape = [">", "]"];

function shapeOf(node: GraphNode): Shape {
  switch (node.kind) {
    case "start":
    case "end":
      return stadium;
    case "join":
      return rounded;
    case "missing":
      return rectangle;
    case "step":
      return stepShape(node.step);
  }
}

function stepShape(step: Step): Shape {
  switch (step.type) {
    case "task": {
      const { kind } = targetOf(step);
      if (kind === "flow") return doubleSided;
      return kind === "queue" || kind === "topic" ? leaning : rectangle;
    }
    case "pass":
    case "wait":
      return rounded;
    case "choice":
      return diamond;
    case "parallel":
    case "foreach":
      return hexagon;
    case "succeed":
      return stadium;
    case "fail":
      return flag;
  }
}
