import type { Json } from "../contract/json.ts";
import type { ExecutionFailure, UnsuccessfulStatus } from "../errors/execution-failed-error.ts";
import type { HistoryEvent } from "./history.ts";

/**
 * Why an execution ended as it did, by its history: the description of an execution does not say.
 *
 * The step is the last one that failed; when the execution was stopped or ran out of time, the one it was at.
 */
export function failureInHistory(
  status: UnsuccessfulStatus,
  events: readonly HistoryEvent[],
): Pick<ExecutionFailure, "error" | "cause" | "step"> {
  const end = events.findLast(({ type }) => type === `Execution${status}`);
  if (status !== "Failed") return { ...reasonOf(end), step: openStep(events) };
  const failed = events.findLast(({ type, step }) => stepFailures.includes(type) && step !== undefined);
  return { ...reasonOf(end?.detail.error === undefined ? failed : end), step: failed?.step };
}

const stepFailures = ["StepFailed", "TaskFailed", "TaskSubmitFailed", "TaskTimedOut"];

function reasonOf(event: HistoryEvent | undefined): { readonly error: string; readonly cause: string } {
  return { error: words(event?.detail.error), cause: words(event?.detail.cause) };
}

function words(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function openStep(events: readonly HistoryEvent[]): string | undefined {
  const open = new Set<string | undefined>();
  for (const { type, step } of events) {
    if (type === "StepEntered") open.add(step);
    if (type === "StepExited") open.delete(step);
  }
  return [...open].at(-1);
}
