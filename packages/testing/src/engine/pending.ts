import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Pattern, TaskTarget } from "@fnfkit/sdk/fdl";
import type { Cancel } from "./host.ts";

/** What an execution waits for. */
export type Pending = PendingTask | PendingPause;

/** A step that waits for time to pass: it is a wait, is to be tried again, or may not be entered sooner. */
export interface PendingPause {
  readonly kind: "wait" | "retry" | "entry";
  readonly step: string;
  /** When it is over, in milliseconds since the Unix epoch. */
  readonly until: number;
  readonly cancel: Cancel;
}

/** One attempt of a task that has not ended. */
export interface PendingTask {
  readonly kind: "task";
  readonly step: string;
  /** The event of the step's entry. */
  readonly eventId: number;
  /** From 1; each has a token of its own. */
  readonly attempt: number;
  /** The task's `resourceArn`, or its `action`. */
  readonly resourceArn: string;
  readonly target: TaskTarget;
  readonly pattern: Pattern;
  readonly input: JsonObject;
  readonly token: string;
  /** Whether it has ended after all: an attempt ends once. */
  readonly isOver: boolean;
  /** Whether only a report of the token can end it well: the called service has done its part. */
  readonly awaitsReport: boolean;
  /** @returns the id of the event this makes */
  succeed(output: JsonObject): number;
  /** @returns the id of the event this makes */
  fail(error: string, cause: string): number;
  /** Makes its time-out come true now. */
  expire(): void;
  /** Stops the work; nothing follows from it any more. */
  readonly cancel: Cancel;
}
