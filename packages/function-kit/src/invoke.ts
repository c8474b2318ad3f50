import { type FunctionContract, type HandlerInput, type JsonObject, validate } from "@fnfkit/sdk/contract";
import { type Runtime, runtimeOf } from "@fnfkit/sdk/runtime";
import { CalledTask } from "./called-task.ts";
import { checkedOutput } from "./checked-output.ts";
import type { TaskEnd } from "./conclude.ts";
import { deadlineOf } from "./deadline.ts";
import { type Deferred, isDeferred } from "./deferred.ts";
import { findToken } from "./find-token.ts";
import type { HandleTaskOptionsOf } from "./handle-task-options.ts";
import { instanceClock } from "./instance-clock.ts";
import { instanceEndOf } from "./instance-end.ts";
import { kitError, misfitAs } from "./kit-error.ts";
import { type TaskCall, through } from "./middleware/middleware.ts";
import type { FcContext, FcEvent } from "./platform.ts";
import { readEvent } from "./read-event.ts";
import { runHandler } from "./run-handler.ts";
import type { TaskHandler } from "./task.ts";
import { warn } from "./warn.ts";
import { whatConcludes } from "./what-concludes.ts";

/** A handler and how it was wrapped. */
export interface Wrapped<Contract extends FunctionContract = FunctionContract> {
  readonly contract: Contract;
  readonly handler: TaskHandler<Contract>;
  readonly options: HandleTaskOptionsOf<Contract>;
  /** What an instance remembers from one invocation to the next. */
  readonly memory: { hasWarned?: boolean; defers?: boolean };
}

/** Does the work of one invocation, and sees to it that whoever waits for it learns how it ended. */
export async function invoke<Contract extends FunctionContract>(
  wrapped: Wrapped<Contract>,
  event: FcEvent,
  context: FcContext,
): Promise<unknown> {
  const { contract, handler, options, memory } = wrapped;
  const {
    deadlineMarginMs: marginMs = 1_000,
    maxOutputBytes = 32_768,
    undelivered,
    middleware = [],
  } = options;
  const runtime = runtimeOf(context);
  const clock = runtime.clock ?? instanceClock;
  const deadline = deadlineOf(context, clock, { marginMs, hasHook: undelivered !== undefined });
  const given = options.token?.(event, context);
  const { input, token, jobId } = findToken(contract, readEvent(event), context, given);
  const abort = new AbortController();
  const { name } = contract;
  const task = new CalledTask({ name, token, jobId, clock, context, abort });
  // What no flow is told may be as large as the platform takes.
  const mostBytes = token === undefined ? undefined : maxOutputBytes;
  const check = (result: unknown) =>
    isDeferred(result) ? result : checkedOutput(contract, result, mostBytes);
  let checked: JsonObject | Deferred | undefined;
  const inner = async () => {
    let read: unknown;
    try {
      const reading = validate(contract.input, input, name, "input");
      read = reading instanceof Promise ? await reading : reading;
    } catch (error) {
      throw misfitAs("InvalidInput", error);
    }
    const result = await handler(read as HandlerInput<Contract>, task);
    if (task.hasDeferred && result === undefined) {
      throw kitError(
        "InvalidOutput",
        "task.defer() was called, but what it gave was not returned. Return it.",
      );
    }
    checked = await check(result);
    return checked;
  };

  const listeners: Parameters<TaskCall["onReported"]>[0][] = [];
  const { signal } = runtime;
  const limits = { name, clock, deadline, abort, signal, ending: instanceEndOf(context) };
  const outer = async () => {
    const onReported: TaskCall["onReported"] = (listener) => void listeners.push(listener);
    const call = { contract, input, task, onReported };
    // Limited too, so that middleware learns of a handler whose time is up.
    const innermost = () => runHandler(limits, inner);
    const result = await through(middleware as readonly AnyMiddleware[], call, innermost);
    // A middleware may have put another in the place of the handler's.
    return result === checked ? checked : await check(result);
  };
  const working = runHandler(limits, middleware.length === 0 ? inner : outer);
  const invocation = { contract, options, task, runtime, deadline, listeners };
  if (token === undefined) warnOnce(wrapped, context);
  // A function that leaves its reports to others has nothing to load.
  const loading = token === undefined || memory.defers ? undefined : loadAhead(runtime);
  let end: TaskEnd;
  try {
    const result = await working;
    if (token === undefined) return result;
    memory.defers = isDeferred(result);
    if (isDeferred(result)) return {};
    end = { output: result };
  } catch (thrown) {
    end = { thrown };
  }
  const { conclude } = await (loading ?? whatConcludes());
  return conclude(invocation, end);
}

type AnyMiddleware = (call: TaskCall, next: () => Promise<object>) => Promise<object>;

/** Begins to load what a report needs, so that it is there when the handler is done. */
function loadAhead(runtime: Runtime): ReturnType<typeof whatConcludes> {
  const loading = whatConcludes();
  // What cannot be loaded fails the report, which says so.
  loading.then(({ prepare }) => prepare(runtime)).catch(() => {});
  return loading;
}

/** A contract that names a token and gets none may well be a flow that forgot to map it; or one that waits for no callback. */
function warnOnce({ contract, memory }: Pick<Wrapped, "contract" | "memory">, context: FcContext): void {
  if (contract.token === undefined || memory.hasWarned) return;
  memory.hasWarned = true;
  warn(
    context,
    `Function "${contract.name}" got no task token under "${contract.token}": nothing is reported. If a flow waits for its callback, map $context.task.token to that key in the step's inputMappings.`,
  );
}
