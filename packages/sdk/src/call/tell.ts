import type { ClientHooks } from "./client-hooks.ts";

/** Tells every hook of an event. What one throws must not make a call fail that had its effect: it becomes a warning. */
export function tell<Name extends keyof ClientHooks>(
  hooks: readonly ClientHooks[],
  name: Name,
  event: Parameters<NonNullable<ClientHooks[Name]>>[0],
): void {
  for (const each of hooks) {
    try {
      (each[name] as ((event: unknown) => void) | undefined)?.call(each, event);
    } catch (failure) {
      process.emitWarning(`A client's hook ${name} has thrown: ${failure}`, "FnfkitWarning");
    }
  }
}
