import type { PendingTask } from "../../engine/index.ts";
import type { ExecutionRecord } from "./records.ts";

/** A task that has not ended, and whose it is. */
export interface TaskAtHand {
  readonly flow: string;
  readonly execution: string;
  readonly task: PendingTask;
}

/** Names a task. */
export interface TaskName {
  readonly flow?: string;
  readonly execution?: string;
  readonly step: string;
}

/** Which task is meant: a step's name alone will do when only one execution is at such a step. */
export type TaskSelector = string | TaskName;

/** The tasks that executions wait for, the oldest executions' first. */
export function tasksAtHand(records: readonly ExecutionRecord[]): readonly TaskAtHand[] {
  return records.flatMap(({ flowName: flow, name: execution, execution: { pending } }) =>
    [...pending].flatMap((task) => (task.kind === "task" ? [{ flow, execution, task }] : [])),
  );
}

/**
 * The one task that is meant.
 *
 * @throws Error when there is none, or more than one
 */
export function selectTask(all: readonly TaskAtHand[], selector: TaskSelector): TaskAtHand {
  const meant = tasksMeant(all, selector);
  const [first] = meant;
  if (first !== undefined && meant.length === 1) return first;
  const step = typeof selector === "string" ? selector : selector.step;
  throw new Error(`Failed to find the task of step "${step}": ${reason(all, meant)}`);
}

/** The tasks that a selector fits. */
export function tasksMeant(all: readonly TaskAtHand[], selector: TaskSelector): readonly TaskAtHand[] {
  const { flow, execution, step }: TaskName = typeof selector === "string" ? { step: selector } : selector;
  return all.filter(
    (at) =>
      at.task.step === step &&
      (flow === undefined || at.flow === flow) &&
      (execution === undefined || at.execution === execution),
  );
}

function reason(all: readonly TaskAtHand[], meant: readonly TaskAtHand[]): string {
  if (meant.length > 0) {
    const executions = new Set(meant.map(({ flow, execution }) => `"${execution}" of "${flow}"`));
    const names = [...executions].join(", ");
    return executions.size > 1
      ? `${executions.size} executions wait for it (${names}). Say which: { flow, execution, step }.`
      : `${meant.length} iterations of execution ${names} wait there. Find yours by its input in clouds.pendingTasks(), and report its token.`;
  }
  const steps = all.map(({ task }) => `"${task.step}"`).join(", ");
  return steps === ""
    ? "no execution waits for a task. Start one, and await what has to happen before."
    : `the steps that executions wait for are ${steps}. Check the name, or await what has to happen before.`;
}
