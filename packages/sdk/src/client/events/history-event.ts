import type { JsonObject } from "../../contract/json.ts";

// What is required was seen in a transcript of the service's; what nothing tells of is optional.
type Detail<Fields = unknown> = JsonObject & Fields;
type Input = Detail<{ readonly input: JsonObject }>;
type InputUnknown = Detail<{ readonly input?: JsonObject }>;
type Output = Detail<{ readonly output: JsonObject }>;
type OutputUnknown = Detail<{ readonly output?: JsonObject }>;
type Local = Detail<{ readonly local: JsonObject }>;
type Failure = Detail<{
  /** The error's name as the flow sees it. */
  readonly error?: string;
  readonly cause?: string;
}>;
type Part = Detail<{
  /** Which branch or iteration, from 0. */
  readonly index?: number;
  readonly input?: JsonObject;
}>;
type PartEnd = Detail<{ readonly index?: number; readonly local?: JsonObject }>;

/** What each type of event tells, beside whatever else the service may say. */
export interface HistoryEventDetails {
  readonly ExecutionStarted: Input;
  readonly ExecutionSucceeded: OutputUnknown;
  readonly ExecutionFailed: Failure;
  readonly ExecutionTimedOut: Failure;
  readonly ExecutionStopped: Failure;
  readonly StepEntered: Detail<{ readonly input: JsonObject; readonly local: JsonObject }>;
  /** With the step's own input, its mappings applied. */
  readonly StepStarted: Input;
  readonly StepSucceeded: Output;
  readonly StepFailed: Failure;
  readonly StepExited: Local;
  readonly TaskScheduled: Detail<{
    readonly input?: JsonObject;
    readonly resourceArn?: string;
    readonly pattern?: string;
    /** In seconds. */
    readonly timeout?: number;
  }>;
  readonly TaskSubmitted: OutputUnknown;
  readonly TaskSubmitFailed: Failure;
  readonly TaskStarted: InputUnknown;
  readonly TaskSucceeded: OutputUnknown;
  readonly TaskFailed: Failure;
  readonly TaskTimedOut: Failure;
  readonly BranchEntered: Part;
  readonly BranchExited: PartEnd;
  readonly IterationEntered: Part;
  readonly IterationExited: PartEnd;
}

/** What can happen in an execution. */
export type HistoryEventType = keyof HistoryEventDetails;

interface EventOf<Type extends string, Fields extends JsonObject> {
  /** From 1, ascending. */
  readonly id: number;
  /** The id of the event that caused it; 0 for the first. */
  readonly scheduleId: number;
  readonly type: Type;
  /** The step it happened to, if to one. */
  readonly step: string | undefined;
  readonly time: Date;
  /** What there is to say about it, e.g. `{ error, cause }`. */
  readonly detail: Fields;
}

/** An event of a type that is documented, or only those of some types: `KnownHistoryEvent<"StepFailed" | "TaskFailed">`. */
export type KnownHistoryEvent<Type extends HistoryEventType = HistoryEventType> = {
  readonly [Each in Type]: EventOf<Each, HistoryEventDetails[Each]>;
}[Type];

/** An event of a type that is not documented, a CloudFlow definition's for instance. */
export type OtherHistoryEvent = EventOf<string & {}, JsonObject>;

/**
 * One event of an execution's history. {@link isHistoryEvent} tells of which type it is; its `detail` has that type's
 * fields then.
 */
export type HistoryEvent = KnownHistoryEvent | OtherHistoryEvent;
