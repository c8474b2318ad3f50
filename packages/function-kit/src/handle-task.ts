import { type FunctionContract, type HandlerInput, validate } from "@fnfkit/sdk/contract";
import { createReporter, type Reporter, type ReportOptions } from "@fnfkit/sdk/reporter";
import { type Clock, runtimeOf, systemClock } from "@fnfkit/sdk/runtime";
import { answer } from "./answer.ts";
import { checkedOutput } from "./checked-output.ts";
import { deadlineOf } from "./deadline.ts";
import { type Deferred, isDeferred, later } from "./deferred.ts";
import { failureOf, kitError, named, orKitError } from "./failure.ts";
import { findToken, type TokenSource } from "./find-token.ts";
import type { FcContext, FcEvent, FcHandler } from "./platform.ts";
import { readEvent } from "./read-event.ts";
import { reportConfig } from "./report-config.ts";
import { runHandler } from "./run-handler.ts";
import type { Task, TaskHandler } from "./task.ts";

/** How a wrapped handler finds its token and reports. */
export interface HandleTaskOptions {
  /** Where to look for the task token first. Default: the contract's key, then the usual ones. */
  readonly token?: TokenSource;
  /** Another endpoint to report to than the region's own: a URL. */
  readonly endpoint?: string;
  /** Whether to report through the region's internal (VPC) network, as a function usually can. Default `true`. */
  readonly internal?: boolean;
  /** How long before the platform ends the invocation the handler's time is up, in milliseconds. Default 1,000, at most half. */
  readonly deadlineMarginMs?: number;
  /** The most bytes of JSON a reported result may have. Default 32,768, the service's limit for a step's data. */
  readonly maxOutputBytes?: number;
}

/**
 * Wraps the handler of a function that flows call.
 *
 * When the event carries a task token, success and failure are reported with it, and once a failure is reported the
 * invocation itself ends well: thrown on, it would make Function Compute do the work of a settled task again. Without a
 * token the result is the function's own, and what is thrown is thrown, by the name that a report would have given it.
 *
 * @example
 * export const handler = handleTask(audit, async ({ orderId }, task) => {
 *   await askAuditor(orderId, task.token);
 *   return task.defer(); // somebody else reports, with createReporter
 * });
 *
 * @returns a handler that throws what the work threw when there is no token, `ReportUndeliveredError` or `ServiceError`
 * when the report did not reach the service, and `ConfigurationError` when the context lacks what a report needs
 */
export function handleTask<Contract extends FunctionContract>(
  contract: Contract,
  handler: TaskHandler<Contract>,
  options: HandleTaskOptions = {},
): FcHandler {
  return (event, context, callback) => answer(invoke(contract, handler, options, event, context), callback);
}

async function invoke<Contract extends FunctionContract>(
  contract: Contract,
  handler: TaskHandler<Contract>,
  options: HandleTaskOptions,
  event: FcEvent,
  context: FcContext,
): Promise<unknown> {
  const { deadlineMarginMs = 1_000, maxOutputBytes = 32_768 } = options;
  const runtime = runtimeOf(context);
  const clock = runtime.clock ?? systemClock;
  const deadline = deadlineOf(context, clock, deadlineMarginMs);
  const given = options.token?.(event, context);
  const { input, token, jobId } = findToken(contract, readEvent(event), context, given);
  const limits = { name: contract.name, clock, deadline, ...(runtime.signal && { signal: runtime.signal }) };

  const work = () =>
    runHandler(limits, async (signal) => {
      const read = await orKitError("InvalidInput", () =>
        validate(contract.input, input, contract.name, "input"),
      );
      let isDropped = false;
      const onDefer = () => {
        isDropped = true;
      };
      const task = taskOf({ contract, context, clock, signal, token, jobId, onDefer });
      const result = await handler(read as HandlerInput<Contract>, task);
      if (token !== undefined && isDeferred(result)) return result;
      if (isDropped && result === undefined) {
        throw kitError(
          "InvalidOutput",
          "task.defer() was called, but what it gave was not returned. Return it.",
        );
      }
      // What no flow is told may be as large as the platform takes.
      return checkedOutput(contract, result, token === undefined ? Number.POSITIVE_INFINITY : maxOutputBytes);
    });
  if (token === undefined) {
    return work().catch((thrown: unknown) => {
      throw named(thrown);
    });
  }
  const { accessKeyId, accessKeySecret, securityToken } = context.credentials ?? {};
  return reported(work, () => createReporter(reportConfig(context, runtime, options)), token, {
    secrets: [token, accessKeyId, accessKeySecret, securityToken],
    ...(deadline !== undefined && { deadline: deadline.reportBy }),
  });
}

/** Reports how the work ended, if that is not left to somebody else. What is returned says no more than the report did. */
async function reported(
  work: () => Promise<object | Deferred>,
  reporter: () => Reporter,
  token: string,
  { secrets, ...limits }: ReportOptions & { readonly secrets: readonly (string | undefined)[] },
): Promise<object> {
  let result: object;
  try {
    result = await work();
  } catch (thrown) {
    const { error, cause } = failureOf(thrown, secrets);
    await reporter().fail(token, error, cause, limits);
    return {};
  }
  if (isDeferred(result)) return {};
  await reporter().succeed(token, result, limits);
  return result;
}

interface TaskParts extends Pick<Task, "context" | "signal" | "token" | "jobId"> {
  readonly contract: FunctionContract;
  readonly clock: Clock;
  readonly onDefer: () => void;
}

function taskOf({ contract, onDefer, ...parts }: TaskParts): Task {
  return {
    ...parts,
    attempt: Number(parts.context.retryCount ?? 0) + 1,
    defer() {
      if (parts.token === undefined) {
        throw new Error(
          `Failed to defer the report of "${contract.name}": its event carries no task token, so nobody could ever report. Map $context.task.token in the flow.`,
        );
      }
      onDefer();
      return later();
    },
  };
}
