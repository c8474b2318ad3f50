import type { Clock } from "@fnfkit/sdk/runtime";
import type { World } from "../world.ts";
import { enter } from "./function-clock.ts";
import type { FunctionCode } from "./function-code.ts";
import { functionContext } from "./function-context.ts";
import { functionEvent } from "./function-event.ts";
import { functionLabel } from "./function-key.ts";
import type { Instance } from "./instances.ts";
import type { Invocation, InvocationOutcome } from "./invocation.ts";
import { ended, threw } from "./outcome.ts";
import { parsed } from "./parsed.ts";
import type { RegisteredFunction } from "./registry.ts";
import { standInCode } from "./stand-in.ts";

/** One call of a function's code. */
export interface Attempt {
  readonly requestId: string;
  /** What the caller sent; the event carries it, one way or another. */
  readonly payload: Uint8Array;
  /** 1 for the first; asynchronous invocations are tried again when the function fails. */
  readonly attempt: number;
  readonly jobId?: string;
  readonly taskToken?: string;
  /** The step of a flow that called it, if one did. */
  readonly step?: string;
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

/** How a run ended, and which instance it was on, if it got so far. */
export interface FunctionRun {
  readonly outcome: InvocationOutcome;
  readonly instanceId: string | undefined;
  readonly log: readonly string[];
}

/**
 * Runs a function once, until it answers, its time is up or it is stopped, whichever comes first. What it does later does
 * not count, and the instance that it does it on is no longer used.
 */
export async function runFunction(
  world: World,
  fn: RegisteredFunction,
  invocation: Invocation,
  { type, requestId, attempt, jobId, stop }: RunOptions,
): Promise<FunctionRun> {
  const { timeoutSeconds, initializerTimeoutSeconds } = fn.settings;
  const { payload, taskToken, step } = invocation;
  const presence = enter(world);
  const running = new AbortController();
  const log: string[] = [];
  const call = {
    ...{ type, event: parsed(payload), attempt, jobId, step, log },
    instanceId: undefined as string | undefined,
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
  let cancelDeadline = () => {};
  const limit = (seconds: number, what: string) => {
    cancelDeadline();
    cancelDeadline = world.clock.unattended.setDeadline(seconds * 1000, () =>
      cutShort(`${what} timed out after ${seconds} seconds`),
    );
  };
  stop.addEventListener("abort", stopped);

  const details: Attempt = {
    requestId,
    payload,
    attempt,
    ...(jobId !== undefined && { jobId }),
    ...(taskToken !== undefined && { taskToken }),
    ...(step !== undefined && { step }),
    ...(step !== undefined && { step }),
    signal: running.signal,
    clock: presence.clock,
    log,
  };
  const context = functionContext(world, fn, details);

  const runOn = (code: FunctionCode) => {
    limit(timeoutSeconds, "Function");
    return code(functionEvent(world, requestId, invocation), context, details);
  };
  async function work(): Promise<InvocationOutcome> {
    const queued = queuedCode(world, fn, step);
    if (queued !== undefined) return runOn(queued);
    let instance: Instance;
    try {
      const taken = fn.instances.take();
      instance = taken instanceof Promise ? await taken : taken;
    } catch (thrown) {
      return threw(thrown, "UnhandledInvocationError");
    }
    call.instanceId = instance.id;
    if (!instance.isInitialized && instance.initialize !== undefined) {
      limit(initializerTimeoutSeconds, "Function initializer");
      const initialized = await instance.initialize(context);
      if (initialized.kind === "failed") return initialized;
      instance.isInitialized = true;
    }
    if (running.signal.aborted) return cut;
    const outcome = await runOn(instance.code);
    if (!running.signal.aborted) fn.instances.giveBack(instance);
    return outcome;
  }
  call.outcome = await Promise.race([work(), cut]);

  world.observe({
    ...{ what: "function", function: functionLabel(fn.target), type, attempt, requestId },
    ...(jobId !== undefined && { job: jobId }),
    ...(step !== undefined && { step }),
    ended: call.outcome.kind,
    ...(call.outcome.kind === "failed" && { error: call.outcome.errorType ?? call.outcome.errorMessage }),
  });
  stop.removeEventListener("abort", stopped);
  cancelDeadline();
  presence.end();
  return { outcome: call.outcome, instanceId: call.instanceId, log };
}

/** The answer that a test has queued for this call, as code: those for the step go before those for all calls. */
function queuedCode(
  world: World,
  fn: RegisteredFunction,
  step: string | undefined,
): FunctionCode | undefined {
  const forStep = step === undefined ? [] : fn.answers.filter((queue) => queue.step === step);
  for (const queue of [...forStep, ...fn.answers.filter((queue) => queue.step === undefined)]) {
    const standIn = queue.take();
    if (standIn !== undefined) return standInCode(world, queue.contract, standIn);
  }
  return undefined;
}
