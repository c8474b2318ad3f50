import type { Clock } from "@fnfkit/sdk/runtime";
import type { World } from "../world.ts";
import { enter } from "./function-clock.ts";
import { functionContext } from "./function-context.ts";
import { functionEvent } from "./function-event.ts";
import type { Invocation, InvocationOutcome } from "./invocation.ts";
import { ended } from "./outcome.ts";
import { parsed } from "./parsed.ts";
import type { RegisteredFunction } from "./registry.ts";

/** One call of a function's code. */
export interface Attempt {
  readonly requestId: string;
  /** What the caller sent; the event carries it, one way or another. */
  readonly payload: Uint8Array;
  /** 1 for the first; asynchronous invocations are tried again when the function fails. */
  readonly attempt: number;
  readonly jobId?: string;
  readonly taskToken?: string;
  /** Aborted when the platform ends the function before it has ended by itself. */
  readonly signal: AbortSignal;
  /** While the function sleeps on it, it does not count as running. */
  readonly clock: Clock;
  /** What the function logged. */
  readonly log: string[];
}

/** What decides about a run beside the invocation itself. */
export interface RunOptions {
  readonly type: "Sync" | "Async";
  readonly requestId: string;
  readonly attempt: number;
  readonly jobId?: string;
  /** Ends the function from outside: its job was stopped. */
  readonly stop: AbortSignal;
}

/**
 * Runs a function once, until it answers, its time is up or it is stopped, whichever comes first. What it does later does
 * not count.
 */
export async function runFunction(
  world: World,
  fn: RegisteredFunction,
  invocation: Invocation,
  { type, requestId, attempt, jobId, stop }: RunOptions,
): Promise<InvocationOutcome> {
  const { timeoutSeconds } = fn.settings;
  const { payload, taskToken } = invocation;
  const presence = enter(world);
  const running = new AbortController();
  const log: string[] = [];
  const call = {
    type,
    event: parsed(payload),
    attempt,
    jobId,
    log,
    outcome: undefined as InvocationOutcome | undefined,
  };
  fn.calls.push(call);

  let cutShort: (why: string) => void = () => {};
  const cut = new Promise<InvocationOutcome>((resolve) => {
    cutShort = (why) => {
      resolve(ended(why));
      running.abort(new Error(why));
    };
  });
  const stopped = () => cutShort("Function invocation was stopped");
  const cancelDeadline = world.clock.unattended.setDeadline(timeoutSeconds * 1000, () =>
    cutShort(`Function timed out after ${timeoutSeconds} seconds`),
  );
  stop.addEventListener("abort", stopped);

  const details: Attempt = {
    requestId,
    payload,
    attempt,
    ...(jobId !== undefined && { jobId }),
    ...(taskToken !== undefined && { taskToken }),
    signal: running.signal,
    clock: presence.clock,
    log,
  };
  const event = functionEvent(world, requestId, invocation);
  const code = fn.code(event, functionContext(world, fn, details), details);
  call.outcome = await Promise.race([code, cut]);

  stop.removeEventListener("abort", stopped);
  cancelDeadline();
  presence.end();
  return call.outcome;
}
