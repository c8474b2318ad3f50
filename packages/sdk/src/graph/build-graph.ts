import { type FlowOrDefinition, treeOf } from "../fdl/shape/index.ts";
import type { ChoiceStep, ForeachStep, ParallelStep, Step, TaskStep, Way } from "../fdl/tree/index.ts";
import type { EdgeKind, FlowGraph, GraphEdge, GraphGroup, GraphNode } from "./graph.ts";
import { stepLines } from "./step-lines.ts";

/**
 * A flow as a graph, for whoever draws it; {@link toMermaid} does.
 *
 * A choice's ways stand beside the choice, a branch and an iteration in a group of their own. Steps that nothing leads to
 * are there too, and a jump to nowhere leads to a node of its own, so that any flow can be drawn, right or wrong.
 *
 * @throws FlowDefinitionError when a step of a definition by `defineFlow` jumps to a step that does not exist
 */
export function buildGraph(flow: FlowOrDefinition): FlowGraph {
  return new GraphBuilder().build(treeOf(flow).steps);
}

/** Where something goes on. */
interface Destination {
  readonly id: string;
  /** Whether a `goto` leads there. */
  readonly isJump?: boolean;
}

/** Steps that run one after another, being drawn. */
interface Series {
  readonly steps: readonly Step[];
  readonly ids: readonly string[];
  /** Where it goes on when it is over. */
  readonly exit: Destination;
  readonly group: string | undefined;
  /** Where each name leads; made when the first jump asks. */
  targets?: Map<string, string>;
  position: number;
}

// Work is kept in a list rather than on the stack: nesting may be deep.
class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly #groups: GraphGroup[] = [];
  /** What is still to be drawn, the next at the end: a series, or a node that comes after one. */
  readonly #open: (Series | GraphNode)[] = [];
  readonly #counts = { t: 0, s: 0, j: 0, g: 0, m: 0 };

  build(steps: readonly Step[]): FlowGraph {
    const start = this.#newId("t");
    const end = this.#newId("t");
    this.#nodes.push({ id: start, kind: "start", lines: ["start"] });
    this.#edge(start, this.#enter(steps, { id: end }, undefined), "next");
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      if ("kind" in next) this.#nodes.push(next);
      else this.#step(next);
    }
    if (this.#edges.some(({ to }) => to === end)) {
      this.#nodes.push({ id: end, kind: "end", lines: ["end"] });
    }
    return { nodes: this.#nodes, edges: this.#edges, groups: this.#groups };
  }

  /** Takes a series up; answers where it begins. */
  #enter(steps: readonly Step[], exit: Destination, group: string | undefined): Destination {
    const ids = steps.map(() => this.#newId("s"));
    const [first] = ids;
    if (first === undefined) return exit;
    this.#open.push({ steps, ids, exit, group, position: 0 });
    return { id: first };
  }

  #step(series: Series): void {
    const position = series.position++;
    const step = series.steps[position];
    const id = series.ids[position];
    if (step === undefined || id === undefined) return;
    this.#open.push(series);
    const { group } = series;
    this.#nodes.push({
      id,
      kind: "step",
      step,
      lines: stepLines(step),
      ...(group !== undefined && { group }),
    });
    const isLast = "end" in step && step.end === true;
    const following = isLast ? undefined : series.ids[position + 1];
    const next = following === undefined ? series.exit : { id: following };
    const opened = this.#open.length;
    switch (step.type) {
      case "choice":
        this.#choice(step, id, next, series);
        break;
      case "parallel":
      case "foreach":
        this.#container(step, id, next, series);
        break;
      case "succeed":
        this.#edge(id, series.exit, "next");
        break;
      case "fail":
        break;
      default:
        this.#edge(id, next, "next");
    }
    if (step.type === "task") this.#catches(step, id, series);
    // What was opened last is drawn first: the first of the series goes to the end.
    if (this.#open.length - opened > 1) this.#reverseFrom(opened);
  }

  #choice(step: ChoiceStep, id: string, next: Destination, series: Series): void {
    const enter = ({ steps = [], goto }: Way) => {
      const exit = goto === undefined ? next : { id: this.#target(goto, series), isJump: true };
      return this.#enter(steps, exit, series.group);
    };
    for (const way of step.choices) this.#edge(id, enter(way), "condition", way.condition);
    if (step.default === undefined) this.#edge(id, next, "else", "else");
    else this.#edge(id, enter(step.default), "default", "default");
  }

  #container(step: ParallelStep | ForeachStep, id: string, next: Destination, series: Series): void {
    const join = this.#newId("j");
    const { group } = series;
    const inner = step.type === "parallel" ? step.branches : [step];
    for (const [index, { steps }] of inner.entries()) {
      const label = step.type === "parallel" ? `branch ${index + 1}` : iterationLabel(step);
      const kind = step.type === "parallel" ? "branch" : "item";
      if (steps.length === 0) {
        this.#edge(id, { id: join }, kind, label);
        continue;
      }
      const inside = this.#newId("g");
      this.#groups.push({
        id: inside,
        kind: step.type === "parallel" ? "branch" : "iteration",
        step,
        label,
        ...(group !== undefined && { group }),
      });
      this.#edge(id, this.#enter(steps, { id: join }, inside), kind);
    }
    if (inner.length === 0) this.#edge(id, { id: join }, "next");
    this.#open.push({
      id: join,
      kind: "join",
      step,
      lines: ["all done"],
      ...(group !== undefined && { group }),
    });
    this.#edge(join, next, "next");
  }

  #catches(step: TaskStep, id: string, series: Series): void {
    for (const { errors, goto } of step.catch ?? []) {
      this.#edge(id, { id: this.#target(goto, series) }, "catch", errors.join(", "));
    }
  }

  #target(name: string, series: Series): string {
    series.targets ??= this.#targetsOf(series);
    const known = series.targets.get(name);
    if (known !== undefined) return known;
    const { group } = series;
    const id = this.#newId("m");
    series.targets.set(name, id);
    this.#nodes.push({
      id,
      kind: "missing",
      name,
      lines: ["missing step", name],
      ...(group !== undefined && { group }),
    });
    return id;
  }

  #targetsOf({ steps, ids }: Series): Map<string, string> {
    // The first of a name that is there twice.
    return new Map(steps.map(({ name }, index) => [name, ids[index] ?? ""] as const).reverse());
  }

  #edge(from: string, { id: to, isJump = false }: Destination, why: EdgeKind, words?: string): void {
    const kind = isJump ? "goto" : why;
    const label = words ?? (isJump ? "goto" : undefined);
    this.#edges.push({ from, to, kind, ...(label !== undefined && { label }) });
  }

  #reverseFrom(start: number): void {
    const opened = this.#open.splice(start);
    for (let next = opened.pop(); next !== undefined; next = opened.pop()) this.#open.push(next);
  }

  #newId(letter: "t" | "s" | "j" | "g" | "m"): string {
    return `${letter}${++this.#counts[letter]}`;
  }
}

function iterationLabel({ iterationMapping: { collection, item, index } }: ForeachStep): string {
  return `each ${item} of ${collection}${index === undefined ? "" : `, numbered ${index}`}`;
}
