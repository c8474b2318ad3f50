import type { FunctionContract } from "@fnfkit/sdk/contract";
import { answer } from "./answer.ts";
import type { HandleTaskOptionsOf } from "./handle-task-options.ts";
import { invoke, type Wrapped } from "./invoke.ts";
import { checkNode } from "./node-version.ts";
import type { FcCallback, FcContext, FcEvent, FcHandler, FcHttpRequest, FcHttpResponse } from "./platform.ts";
import type { TaskHandler } from "./task.ts";

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
 * @throws ConfigurationError on a Node older than 16
 */
export function handleTask<Contract extends FunctionContract>(
  contract: Contract,
  handler: NoInfer<TaskHandler<Contract>>,
  options: NoInfer<HandleTaskOptionsOf<Contract>> = {},
): FcHandler {
  checkNode();
  const wrapped: Wrapped<Contract> = { contract, handler, options, memory: {} };
  return (
    first: FcEvent | FcHttpRequest,
    second: FcContext | FcHttpResponse,
    third?: FcCallback | FcContext,
  ): Promise<unknown> => {
    if (!isHttpResponse(second)) {
      return answer(invoke(wrapped, first, second), third as FcCallback | undefined);
    }
    const call = { request: first as FcHttpRequest, response: second, context: third as FcContext };
    return import("./http-trigger.ts").then(({ answerHttp }) =>
      answerHttp(call, (event) => invoke(wrapped, event, call.context)),
    );
  };
}

function isHttpResponse(value: object): value is FcHttpResponse {
  return "setStatusCode" in value && "send" in value;
}
