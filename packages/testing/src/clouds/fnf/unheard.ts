import type { PendingTask } from "../../engine/index.ts";

const reasons = new WeakMap<PendingTask, string>();

/** Remembers why nobody will hear how a task's function ended. */
export function noteUnheard(task: PendingTask, reason: string): void {
  reasons.set(task, reason);
}

/** Why nobody will hear how a task's function ended, where that is so. */
export function whyUnheard(task: PendingTask): string | undefined {
  return reasons.get(task);
}
