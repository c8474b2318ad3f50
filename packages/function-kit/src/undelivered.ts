import { redact } from "@fnfkit/sdk/call";
import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Deadline } from "./deadline.ts";
import type { ReportedFailure } from "./failure.ts";
import type { Task } from "./task.ts";
import { warn } from "./warn.ts";

/** What a step is told. */
export type TaskReport = { readonly output: JsonObject } | ReportedFailure;

/**
 * A report that did not reach the flow, which still waits. Plain JSON, and nothing in it is secret: the token that it can
 * be reported with later is the task's.
 */
export interface Undelivered {
  /** The contract's name. */
  readonly function: string;
  readonly requestId: string;
  /** Which try of the invocation this was, from 1. */
  readonly attempt: number;
  readonly jobId?: string;
  /** The flow and the execution that wait, where the token's form says so. */
  readonly flow?: string;
  readonly execution?: string;
  /** What was to be reported: the checked result, or the failure as the flow would have seen it. */
  readonly report: TaskReport;
  /** Why it was not delivered. */
  readonly reason: string;
}

/**
 * Keeps what could not be delivered: in a queue, a bucket, a log. The invocation fails afterwards in any case.
 *
 * @param task - has the token, without which nobody can report later: who keeps it keeps a secret
 */
export type UndeliveredHook = (undelivered: Undelivered, task: Task) => unknown;

/** What a hook is called with, and until when. */
export interface HookCall {
  readonly undelivered: Undelivered;
  readonly task: Task;
  readonly deadline: Deadline | undefined;
  readonly secrets: readonly (string | undefined)[];
}

/** Calls the hook, and waits for it as long as there is time. Never throws: the invocation fails by its report. */
export async function tellUndelivered(
  hook: UndeliveredHook,
  { undelivered, task, deadline, secrets }: HookCall,
): Promise<void> {
  const warnThatIt = (what: string) =>
    warn(
      task.context,
      `The report of "${undelivered.function}" was not delivered, and its "undelivered" hook ${what}.`,
    );
  let cancel = () => {};
  const timeUp = new Promise<void>((resolve) => {
    if (deadline === undefined) return;
    cancel = task.clock.setDeadline(deadline.endBy - task.clock.now(), () => {
      warnThatIt("had not finished when the function's time was up");
      resolve();
    });
  });
  try {
    // Called in here, so that also what it throws at once is caught.
    await Promise.race([(async () => hook(undelivered, task))(), timeUp]);
  } catch (broken) {
    warnThatIt(redact(`failed: ${String(broken)}`, secrets));
  } finally {
    cancel();
  }
}
