import { createHash } from "node:crypto";
import type { JsonObject } from "@fnfkit/sdk/contract";
import { isDeferred } from "../deferred.ts";
import { warn } from "../warn.ts";
import type { Middleware, TaskCall } from "./middleware.ts";

/** Where results outlive the instance that worked them out: a bucket, a table, a cache. */
export interface IdempotencyStore {
  /** What was put under a key; nothing when nothing was. */
  get(key: string): Promise<JsonObject | undefined>;
  put(key: string, output: JsonObject): Promise<void>;
}

/** What {@link idempotency} takes. */
export interface IdempotencyOptions {
  /** There is no default: Function Compute mostly tries again on another instance, which shares no memory. */
  readonly store: IdempotencyStore;
  /**
   * What names the work: the same for every try of it, another for other work. Default: a digest of the task token, else the
   * job's id, else the request's, each behind the function's name. Work that has none of them is done each time.
   */
  readonly key?: (call: TaskCall) => string | undefined;
}

/**
 * Does work once: a result is stored before it is reported, and an invocation that finds one reports that and does not call
 * the handler again. Failures and deferred reports are not stored.
 *
 * A result that cannot be stored is reported all the same, with a warning. What the store throws on reading fails the task,
 * before anything was done.
 */
export function idempotency({ store, key = usualKey }: IdempotencyOptions): Middleware {
  return async (call, next) => {
    const name = key(call);
    if (name === undefined) return next();
    const known = await store.get(name);
    if (known !== undefined) return known as never;
    const result = await next();
    if (isDeferred(result)) return result;
    try {
      await store.put(name, result as unknown as JsonObject);
    } catch (broken) {
      warn(
        call.task.context,
        `The result of "${call.contract.name}" could not be stored (${String(broken)}): should the function be tried again, it works again.`,
      );
    }
    return result;
  };
}

function usualKey({ contract, task }: TaskCall): string | undefined {
  const { token, jobId, context } = task;
  const work =
    token === undefined
      ? jobId || context.requestId
      : createHash("sha256").update(token).digest("hex").slice(0, 32);
  // A server that is called by hand is told no request id.
  return work === "" ? undefined : `${contract.name}/${work}`;
}
