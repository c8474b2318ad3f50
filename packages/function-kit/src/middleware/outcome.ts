import { isDeferred } from "../deferred.ts";
import { failureOf, type ReportedFailure } from "../failure.ts";
import { secretsOf } from "../secrets-of.ts";
import { warn } from "../warn.ts";
import type { TaskCall } from "./middleware.ts";

/** How an invocation ended, before its report. */
export type TaskOutcome =
  | { readonly outcome: "succeeded" | "deferred"; readonly durationMs: number }
  | ({ readonly outcome: "failed"; readonly durationMs: number } & ReportedFailure);

/** Tells somebody something. What he throws is warned of and changes nothing: a log that cannot be written must not fail a task. */
export function quietly({ contract, task }: Pick<TaskCall, "contract" | "task">, tell: () => void): void {
  try {
    tell();
  } catch (broken) {
    warn(task.context, `A middleware of "${contract.name}" failed: ${String(broken)}`);
  }
}

/** Goes on inwards and tells, quietly, how that ended. */
export async function told<Result extends object>(
  call: TaskCall,
  next: () => Promise<Result>,
  tell: (outcome: TaskOutcome) => void,
): Promise<Result> {
  const { clock } = call.task;
  const start = clock.now();
  const end = (outcome: Omit<TaskOutcome, "durationMs">) =>
    quietly(call, () => tell({ ...outcome, durationMs: clock.now() - start } as TaskOutcome));
  try {
    const result = await next();
    end({ outcome: isDeferred(result) ? "deferred" : "succeeded" });
    return result;
  } catch (thrown) {
    end({ outcome: "failed", ...failureOf(thrown, secretsOf(call.task)) } as TaskOutcome);
    throw thrown;
  }
}
