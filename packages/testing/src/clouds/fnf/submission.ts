import type { CallNews, Cancel, PendingTask } from "../../engine/index.ts";
import type { WorkflowState } from "./workflow-state.ts";

/** The way of an asynchronous invocation from its task into the function's queue. */
export interface Submission {
  /** The queue has taken it; the task hears so at once, or when the submission has taken its time. */
  accept(): void;
  /** Passes on what becomes of it, but not before the task has heard that it was submitted. */
  tell(news: CallNews): void;
  readonly cancel: Cancel;
}

export function submit(
  { world: { clock }, submissionMs, submitting }: WorkflowState,
  task: PendingTask,
  tell: (news: CallNews) => void,
): Submission {
  const later: CallNews[] = [];
  let isSubmitted = false;
  let cancelTimer: Cancel = () => {};
  const submitted = () => {
    isSubmitted = true;
    submitting.delete(task);
    for (const news of [{ kind: "accepted" } as const, ...later]) tell(news);
  };
  return {
    accept() {
      if (submissionMs === 0) submitted();
      else {
        submitting.add(task);
        cancelTimer = clock.schedule(submissionMs, submitted);
      }
    },
    tell(news) {
      if (isSubmitted) tell(news);
      else later.push(news);
    },
    cancel() {
      cancelTimer();
      submitting.delete(task);
    },
  };
}
