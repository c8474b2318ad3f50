import type { World } from "../world.ts";
import { enter } from "./function-clock.ts";
import { functionContext } from "./function-context.ts";
import type { InvocationOutcome } from "./invocation.ts";
import type { RegisteredFunction } from "./registry.ts";

/** Ends a function's idle instances. The platform gives their pre-stop a context as it gives one to an invocation. */
export async function stopInstances(
  world: World,
  fn: RegisteredFunction,
): Promise<readonly InvocationOutcome[]> {
  const presence = enter(world);
  const { clock } = presence;
  const { signal } = new AbortController();
  try {
    return await fn.instances.stopIdle(() =>
      functionContext(world, fn, { requestId: world.ids.requestId(), attempt: 1, signal, clock, log: [] }),
    );
  } finally {
    presence.end();
  }
}
