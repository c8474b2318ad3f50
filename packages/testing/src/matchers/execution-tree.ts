import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import type { SeenEvent } from "./events.ts";

/** A part of an execution: the whole, a step, or a branch or iteration inside a step. */
export interface TreeNode {
  readonly kind: "execution" | "step" | "branch" | "iteration";
  /** A step's name; the number of a branch or iteration. */
  readonly name: string;
  readonly parent: TreeNode | undefined;
  readonly children: TreeNode[];
  state: "running" | "succeeded" | "failed";
  input?: Json | undefined;
  output?: Json | undefined;
  error?: { readonly error: string; readonly cause: string };
  /** What a task calls, and how often it has. */
  task?: { readonly calls: string; readonly pattern: string; attempts: number };
  isOver: boolean;
}

/** Puts a history together: what happened inside what. */
export function executionTree(events: readonly SeenEvent[]): TreeNode {
  const root = newNode("execution", "", undefined);
  const nodes = new Map<number, { readonly node: TreeNode; readonly type: string }>();
  for (const event of events) {
    const cause = nodes.get(event.scheduleId);
    const node = nodeOf(event, cause?.node ?? root, cause?.type ?? "", root);
    note(node, event);
    nodes.set(event.id, { node, type: event.type });
  }
  return root;
}

/** The innermost steps that an execution is in. */
export function openSteps(node: TreeNode): readonly TreeNode[] {
  const inside = node.children.filter(({ isOver }) => !isOver).flatMap(openSteps);
  return inside.length > 0 || node.kind !== "step" || node.isOver ? inside : [node];
}

function nodeOf(
  { type, step = "", detail }: SeenEvent,
  cause: TreeNode,
  causeType: string,
  root: TreeNode,
): TreeNode {
  if (type.startsWith("Execution")) return root;
  if (type === "StepEntered") {
    const parent = causeType === "StepExited" ? (cause.parent ?? root) : cause;
    return newNode("step", step, parent);
  }
  if (type === "BranchEntered" || type === "IterationEntered") {
    return newNode(type === "BranchEntered" ? "branch" : "iteration", String(detail.index ?? ""), cause);
  }
  if (type === "BranchExited") return above(cause, ({ kind }) => kind === "branch") ?? root;
  if (type === "IterationExited") return above(cause, ({ kind }) => kind === "iteration") ?? root;
  return above(cause, ({ kind, name }) => kind === "step" && name === step) ?? root;
}

function above(node: TreeNode, isIt: (node: TreeNode) => boolean): TreeNode | undefined {
  for (let at: TreeNode | undefined = node; at !== undefined; at = at.parent) if (isIt(at)) return at;
  return undefined;
}

function newNode(kind: TreeNode["kind"], name: string, parent: TreeNode | undefined): TreeNode {
  const node: TreeNode = { kind, name, parent, children: [], state: "running", isOver: false };
  parent?.children.push(node);
  return node;
}

function note(node: TreeNode, { type, detail }: SeenEvent): void {
  if (detail.input !== undefined && type !== "TaskScheduled") node.input = detail.input;
  if (type === "TaskScheduled") {
    const { resourceArn, pattern } = detail;
    node.task ??= { calls: String(resourceArn ?? ""), pattern: String(pattern ?? ""), attempts: 0 };
    node.task.attempts++;
    if (detail.input !== undefined) node.input = detail.input;
  }
  if (type.endsWith("Failed") || type.endsWith("TimedOut") || type === "ExecutionStopped") {
    node.error = errorOf(detail);
    node.state = "failed";
  }
  if (type.endsWith("Succeeded")) {
    node.output = detail.output;
    node.state = "succeeded";
    delete node.error;
  }
  if (type.endsWith("Exited") || (node.kind === "execution" && type !== "ExecutionStarted")) {
    node.isOver = true;
    if (node.state === "running") node.state = "succeeded";
  }
}

function errorOf({ error, cause }: JsonObject) {
  return { error: String(error ?? ""), cause: String(cause ?? "") };
}
