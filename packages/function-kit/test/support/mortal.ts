import { type Runtime, runtimeKey, runtimeOf } from "@fnfkit/sdk/runtime";
import type { FunctionHandler } from "../../../testing/src/index.ts";

/** When an instance dies. */
export type Fate =
  | "lives"
  /** Before the handler has begun. */
  | "dies at once"
  /** While the handler works. */
  | "dies at work"
  /** With the report on its way: it may arrive, but nobody sees to it. */
  | "dies reporting";

/** What a function on a mortal instance is told of its end. */
export interface Life {
  readonly fate: Fate;
  isDead: boolean;
}

const never = () => new Promise<never>(() => {});

/**
 * Runs a function on instances that may die: no timer fires any more on a dead one, so that whatever it had begun is never
 * gone on with.
 */
export function mortal(
  fateOf: (event: { readonly orderId: string }, attempt: number) => Fate,
  handlerOf: (life: Life) => FunctionHandler,
): FunctionHandler {
  return async (event, context, callback) => {
    const life: Life = { fate: fateOf(JSON.parse(`${event}`), context.retryCount + 1), isDead: false };
    const die = () => {
      life.isDead = true;
      throw new Error("Process exited unexpectedly before completing request");
    };
    if (life.fate === "dies at once") return die();
    const working = handlerOf(life)(
      event,
      { ...context, [runtimeKey]: mortalRuntime(context, life) },
      callback,
    );
    if (life.fate === "lives") return working;
    const clock = runtimeOf(context).clock;
    await Promise.race([working, clock?.sleep(life.fate === "dies at work" ? 500 : 2_500)]);
    return die();
  };
}

function mortalRuntime(context: object, life: Life): Runtime {
  const runtime = runtimeOf(context);
  const { clock } = runtime;
  if (clock === undefined) throw new Error("the clouds gave no clock");
  return {
    ...runtime,
    clock: {
      now: () => clock.now(),
      sleep: async (ms, signal) => {
        if (life.isDead) return never();
        await clock.sleep(ms, signal);
        if (life.isDead) return never();
      },
      setDeadline: (ms, onReached) => clock.setDeadline(ms, () => (life.isDead ? undefined : onReached())),
    },
  };
}
