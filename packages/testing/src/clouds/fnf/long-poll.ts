import { CloudError } from "../../wire/cloud-error.ts";
import type { ExecutionRecord } from "./records.ts";
import { whatIsAwaited } from "./what-is-awaited.ts";
import type { WorkflowState } from "./workflow-state.ts";

/**
 * Resolves when an execution has ended, when `waitMs` have passed, or when nobody listens any more.
 *
 * @throws CloudError 400 `ExecutionStalled` when in real time nothing has happened for too long: with time standing still
 * before a limit, the poll would never end
 */
export async function untilEnded(
  state: WorkflowState,
  record: ExecutionRecord,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const {
    world: { clock },
    stalledAfterMs,
  } = state;
  const { execution, watchers } = record;
  if (execution.status !== "Running" || signal.aborted) return;
  const { promise, resolve, reject } = deferred();
  const ended = () => resolve();
  const cancelWait = clock.waitAtMost(waitMs, ended);
  const cancelWatch = watch(
    stalledAfterMs,
    () => execution.events.length,
    () => reject(stalled(record, state.functions)),
  );
  watchers.add(ended);
  signal.addEventListener("abort", ended);
  clock.leave();
  try {
    await promise;
  } finally {
    clock.enter();
    signal.removeEventListener("abort", ended);
    watchers.delete(ended);
    cancelWatch();
    cancelWait();
  }
}

/** Calls `onStalled` when `progress` has stood still for `afterMs` of real time. */
function watch(afterMs: number, progress: () => number, onStalled: () => void): () => void {
  if (afterMs === 0) return () => {};
  let seen = progress();
  const timer = setInterval(() => {
    const now = progress();
    if (now === seen) onStalled();
    seen = now;
  }, afterMs);
  return () => clearInterval(timer);
}

function stalled(record: ExecutionRecord, functions: WorkflowState["functions"]): CloudError {
  const { flowName, name } = record;
  return new CloudError(
    400,
    "ExecutionStalled",
    `Execution "${name}" of flow "${flowName}" waits for something that does not come by itself: ${whatIsAwaited(record, functions)}`,
  );
}

function deferred() {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((onDone, onError) => {
    resolve = onDone;
    reject = onError;
  });
  return { promise, resolve, reject };
}
