import type { FunctionContext, FunctionHandler } from "./handler.ts";
import type { InvocationOutcome } from "./invocation.ts";
import { succeeded, threw } from "./outcome.ts";
import type { Attempt } from "./run-function.ts";

/** What the cloud runs: a real handler or a stand-in, brought to one form. Never rejects. */
export type FunctionCode = (
  event: Buffer,
  context: FunctionContext,
  attempt: Attempt,
) => Promise<InvocationOutcome>;

/** A handler as code: its promise and its callback both count, the first to settle wins. */
export function handlerCode(
  handler: FunctionHandler,
): (event: Buffer, context: FunctionContext) => Promise<InvocationOutcome> {
  return (event, context) =>
    new Promise((resolve) => {
      const fail = (thrown: unknown) => resolve(threw(thrown, "UnhandledInvocationError"));
      const answer = (result: unknown) => {
        try {
          resolve(succeeded(result));
        } catch (notJson) {
          fail(notJson);
        }
      };
      try {
        const returned = handler(event, context, (error, result) => {
          if (error === undefined || error === null) answer(result);
          else resolve(threw(error, "HandledInvocationError"));
        });
        // A handler that returns no promise is one that calls back.
        if (isPromiseLike(returned)) returned.then(answer, fail);
      } catch (thrown) {
        fail(thrown);
      }
    });
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
}
