import type { Middleware, TaskCall } from "./middleware.ts";

/** What happens before, after and instead. Each may be asynchronous; what one throws takes the place of what was. */
export interface Hooks {
  /** Before the input is validated. */
  before?(call: TaskCall): unknown;
  /** With the result, which is reported or returned next. */
  after?(call: TaskCall, result: object): unknown;
  /** With what is going to be reported or thrown. */
  onError?(call: TaskCall, thrown: unknown): unknown;
}

/**
 * Makes a middleware of the three hooks that most know from elsewhere.
 *
 * @example
 * handleTask(audit, handler, { middleware: [hooks({ onError: ({ task }, thrown) => alarm(task.context.requestId, thrown) })] });
 */
export function hooks({ before, after, onError }: Hooks): Middleware {
  return async (call, next) => {
    try {
      await before?.(call);
      const result = await next();
      await after?.(call, result);
      return result;
    } catch (thrown) {
      await onError?.(call, thrown);
      throw thrown;
    }
  };
}
