import type { GraphNode } from "./graph.ts";
import type { Progress, StepProgress, StepState } from "./progress.ts";

/** How a node of a drawing stands. */
export type NodeState = StepState | "notReached";

/** How far an execution has come at a node, and what there is to say about it beyond that. */
export interface NodeProgress {
  readonly state: NodeState;
  /** E.g. `done ×3` or `failed, 2 attempts`; nothing for a step that is simply done, or has not been reached. */
  readonly words?: string;
}

/** How far an execution has come at a node. */
export function nodeProgress(node: GraphNode, progress: Progress): NodeProgress {
  switch (node.kind) {
    case "start":
      return { state: "done" };
    case "end":
      return { state: progress.succeeded ? "done" : "notReached" };
    case "missing":
      return { state: "notReached" };
    case "join":
      return { state: progress.steps.get(node.step.name)?.state === "done" ? "done" : "notReached" };
    case "step": {
      const step = progress.steps.get(node.step.name);
      if (step === undefined) return { state: "notReached" };
      // Its events do not say that a wait step waits.
      const waits = step.state === "running" && node.step.type === "wait";
      return withWords(waits ? { ...step, state: "waiting" } : step);
    }
  }
}

function withWords({ state, runs, attempts }: StepProgress): NodeProgress {
  const isRetried = attempts > runs;
  if (state === "done" && runs === 1 && !isRetried) return { state };
  const times = runs > 1 ? ` ×${runs}` : "";
  return { state, words: `${state}${times}${isRetried ? `, ${attempts} attempts` : ""}` };
}
