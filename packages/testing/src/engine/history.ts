import type { JsonObject } from "@fnfkit/sdk/contract";

/** What can happen in an execution. */
export type EventType =
  | "ExecutionStarted"
  | "ExecutionSucceeded"
  | "ExecutionFailed"
  | "ExecutionTimedOut"
  | "ExecutionStopped"
  | "StepEntered"
  | "StepStarted"
  | "StepSucceeded"
  | "StepFailed"
  | "StepExited"
  | "BranchEntered"
  | "BranchExited"
  | "IterationEntered"
  | "IterationExited"
  | "TaskScheduled"
  | "TaskSubmitted"
  | "TaskSubmitFailed"
  | "TaskStarted"
  | "TaskSucceeded"
  | "TaskFailed"
  | "TaskTimedOut";

/** One line of an execution's history. */
export interface HistoryEvent {
  /** From 1, without gaps. */
  readonly id: number;
  /** The event that this one follows from; 0 for the first. */
  readonly scheduleId: number;
  readonly type: EventType;
  /** Empty when it concerns the execution as a whole. */
  readonly stepName: string;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly detail: JsonObject;
}
