import { CloudError } from "../../wire/cloud-error.ts";
import { orStalled } from "../stall.ts";
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
  let ended = () => {};
  const over = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const cancelWait = clock.waitAtMost(waitMs, ended);
  watchers.add(ended);
  signal.addEventListener("abort", ended);
  clock.leave();
  try {
    await orStalled(over, {
      afterMs: stalledAfterMs,
      progress: () => execution.events.length,
      stalled: () => stalled(record, state.functions),
    });
  } finally {
    clock.enter();
    signal.removeEventListener("abort", ended);
    watchers.delete(ended);
    cancelWait();
  }
}

function stalled(record: ExecutionRecord, functions: WorkflowState["functions"]): CloudError {
  const { flowName, name } = record;
  return new CloudError(
    400,
    "ExecutionStalled",
    `Execution "${name}" of flow "${flowName}" waits for something that does not come by itself: ${whatIsAwaited(record, functions)}`,
  );
}
