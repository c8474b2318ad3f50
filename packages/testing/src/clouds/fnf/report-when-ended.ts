import type { PendingTask } from "../../engine/index.ts";
import type { ExecutionRecord } from "./records.ts";

/** Reports a task when an execution ends, unless somebody else has done so: with its output, or with the error it ended with. */
export function reportWhenEnded({ execution, watchers }: ExecutionRecord, task: PendingTask): void {
  watchers.add(() => {
    if (task.isOver) return;
    const { output, error } = execution;
    if (output !== undefined) task.succeed(output);
    else task.fail(error?.error ?? "", error?.cause ?? "");
  });
}
