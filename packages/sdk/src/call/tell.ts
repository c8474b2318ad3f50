import type { ClientHooks } from "./client-hooks.ts";

/** Tells every hook of an event. What one throws must not make a call fail that had its effect: it becomes a warning. */
export function tell<Name extends keyof ClientHooks>(
  hooks: readonly ClientHooks[],
  name: Name,
  event: Parameters<NonNullable<ClientHooks[Name]>>[0],
): void {
  const warn = (failure: unknown) =>
    process.emitWarning(`A client's hook ${name} has thrown: ${failure}`, "FnfkitWarning");
  for (const each of hooks) {
    try {
      const told = (each[name] as ((event: unknown) => unknown) | undefined)?.call(each, event);
      // A hook may be an async function, though nobody waits for it.
      if (told instanceof Promise) told.catch(warn);
    } catch (failure) {
      warn(failure);
    }
  }
}

/** Those hooks that want to be told of anything. */
export function listening(hooks: readonly (ClientHooks | undefined)[]): readonly ClientHooks[] {
  return hooks
    .filter((each) => each !== undefined)
    .filter((each) => each.onRequest ?? each.onResponse ?? each.onRetry);
}
