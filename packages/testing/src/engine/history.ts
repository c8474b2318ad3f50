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

// Of each event: schedule id, type, step's name, time since the first event, detail.
type Cell = number | string | JsonObject;
const cellsOfEvent = 5;

/**
 * The events of one execution.
 *
 * Most are kept and never read, and what is kept is what the garbage collector has to move: so an event is five cells of
 * one list, and is put together when somebody reads it.
 */
export class History {
  readonly #cells: Cell[] = [];
  readonly #read: HistoryEvent[] = [];
  #begin = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** All events so far, oldest first. */
  get events(): readonly HistoryEvent[] {
    for (let index = this.#read.length; index < this.#length; index++) this.#read.push(this.#eventAt(index));
    return this.#read;
  }

  /** @returns the new event's id */
  add(type: EventType, stepName: string, scheduleId: number, time: number, detail: JsonObject): number {
    if (this.#length === 0) this.#begin = time;
    // A small number needs no room of its own, which the time itself would.
    this.#cells.push(scheduleId, type, stepName, time - this.#begin, detail);
    return ++this.#length;
  }

  #eventAt(index: number): HistoryEvent {
    const at = index * cellsOfEvent;
    const [scheduleId, type, stepName, since, detail] = this.#cells.slice(at, at + cellsOfEvent) as [
      number,
      EventType,
      string,
      number,
      JsonObject,
    ];
    return { id: index + 1, scheduleId, type, stepName, time: this.#begin + since, detail };
  }
}
