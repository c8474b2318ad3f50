import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Pattern, TaskTarget } from "@fnfkit/sdk/fdl";
import type { FlowError } from "./flow-error.ts";
import type { PendingTask } from "./pending.ts";

/** Calls off what was asked for. */
export type Cancel = () => void;

/** For what was not asked for: one for all, since one for each would be work for nothing. */
export const nothingToCancel: Cancel = () => {};

/** Everything an execution needs from outside: time, chance and services. */
export interface EngineHost {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `run` after `delayMs`. */
  schedule(delayMs: number, run: () => void): Cancel;
  /** Calls `run` after `delayMs`, which is a limit on somebody else's doing. */
  setDeadline(delayMs: number, run: () => void): Cancel;
  /** How many milliseconds the next step waits for its entry; 0 for none. Called once for each step entered. */
  delayEntry(): number;
  /** Makes the token of one attempt of a task. Asked for once, when somebody needs it. */
  issueToken(task: PendingTask): string;
  /**
   * Calls a service. What becomes of the call is told by `tell`, at once or later.
   *
   * @returns stops the work, because nobody waits for it any more
   */
  call(call: ServiceCall, tell: (news: CallNews) => void): Cancel;
}

/** One attempt of a task, as the called service sees it. */
export interface ServiceCall {
  readonly target: TaskTarget;
  /** What `target` was read from: the task's `resourceArn`, or its `action`. */
  readonly resourceArn: string;
  readonly pattern: Pattern;
  readonly input: JsonObject;
  /** `serviceParams`, references resolved. */
  readonly params: JsonObject;
  readonly task: PendingTask;
}

/** What becomes of a call. */
export type CallNews =
  /** The service works on it while its caller waits. */
  | { readonly kind: "started" }
  /** The service has taken it and will work on it by itself. */
  | { readonly kind: "accepted" }
  /** The work is done. */
  | { readonly kind: "answered"; readonly result: string }
  /** The service has refused it, or the work has failed. */
  | ({ readonly kind: "failed" } & FlowError);
