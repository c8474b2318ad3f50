import type { HistoryEvent, HistoryEventType, KnownHistoryEvent } from "./history-event.ts";

const known: Readonly<Record<HistoryEventType, true>> = {
  ExecutionStarted: true,
  ExecutionSucceeded: true,
  ExecutionFailed: true,
  ExecutionTimedOut: true,
  ExecutionStopped: true,
  StepEntered: true,
  StepStarted: true,
  StepSucceeded: true,
  StepFailed: true,
  StepExited: true,
  TaskScheduled: true,
  TaskSubmitted: true,
  TaskSubmitFailed: true,
  TaskStarted: true,
  TaskSucceeded: true,
  TaskFailed: true,
  TaskTimedOut: true,
  BranchEntered: true,
  BranchExited: true,
  IterationEntered: true,
  IterationExited: true,
};

/**
 * Whether an event is of one of these types; without types: of any that is documented, so that a `switch` over its type can
 * be exhaustive.
 *
 * @example
 * for await (const event of execution.history()) {
 *   if (isHistoryEvent(event, "StepFailed", "TaskFailed")) console.log(event.step, event.detail.error);
 * }
 */
export function isHistoryEvent<Type extends HistoryEventType = HistoryEventType>(
  event: HistoryEvent,
  ...types: readonly Type[]
): event is KnownHistoryEvent<Type> {
  if (types.length === 0) return Object.hasOwn(known, event.type);
  return types.some((type) => type === event.type);
}
