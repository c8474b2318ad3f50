import type { Json } from "../contract/json.ts";
import type { ExecutionFailure, UnsuccessfulStatus } from "../errors/execution-failed-error.ts";
import { type Chain, chainOf } from "./events/chain.ts";
import type { HistoryEvent } from "./events/history-event.ts";
import { isHistoryEvent } from "./events/is-history-event.ts";
import { pathTo } from "./events/path-to.ts";

/**
 * Why an execution ended as it did, by its history: the description of an execution does not say.
 *
 * The step is the innermost one whose failure was not caught; when the execution was stopped or ran out of time, the one it
 * was at.
 */
export function failureInHistory(
  status: UnsuccessfulStatus,
  events: readonly HistoryEvent[],
): Pick<ExecutionFailure, "error" | "cause" | "step" | "path"> {
  const end = events.findLast(({ type }) => type === `Execution${status}`);
  const chain = chainOf(events);
  const at = status === "Failed" ? failedAt(chain, events, end) : openAt(events);
  const told = status === "Failed" && end?.detail.error === undefined ? at : end;
  return {
    error: words(told?.detail.error),
    cause: words(told?.detail.cause),
    step: at?.step,
    path: at === undefined ? [] : pathTo(chain, at),
  };
}

// Each step that is left because of a failure inside it has an exit and a failure of its own.
function failedAt(
  chain: Chain,
  events: readonly HistoryEvent[],
  end: HistoryEvent | undefined,
): HistoryEvent | undefined {
  let exited: string | undefined;
  let innermost: HistoryEvent | undefined;
  for (const event of end === undefined ? [] : chain.back(end)) {
    if (event === end || isHistoryEvent(event, "IterationExited", "BranchExited")) continue;
    if (isHistoryEvent(event, "StepExited")) exited = event.step;
    else if (isHistoryEvent(event, "StepFailed") && event.step === exited) innermost = event;
    else break;
  }
  return innermost ?? events.findLast((event) => isStepFailure(event) && event.step !== undefined);
}

function isStepFailure(event: HistoryEvent): boolean {
  return isHistoryEvent(event, "StepFailed", "TaskFailed", "TaskSubmitFailed", "TaskTimedOut");
}

function openAt(events: readonly HistoryEvent[]): HistoryEvent | undefined {
  const open: HistoryEvent[] = [];
  for (const event of events) {
    if (isHistoryEvent(event, "StepEntered")) open.push(event);
    if (isHistoryEvent(event, "StepExited")) {
      const entry = open.findLastIndex(({ step }) => step === event.step);
      if (entry >= 0) open.splice(entry, 1);
    }
  }
  return open.at(-1);
}

function words(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
