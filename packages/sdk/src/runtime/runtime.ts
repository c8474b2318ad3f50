import type { Clock } from "./clock.ts";

/**
 * The property of a Function Compute context under which the embedded clouds tell a wrapped handler where it runs.
 * The real platform never sets it.
 */
export const runtimeKey: unique symbol = Symbol.for("fnfkit.runtime") as never;

/** What an embedded cloud tells the function kit, so that a wrapped handler needs no configuration to be tested. */
export interface Runtime {
  /** Where reports go, e.g. `http://127.0.0.1:9000`; the region's own endpoint when absent. */
  readonly endpoint?: string;
  /** The clock that back-off and deadlines use. */
  readonly clock?: Clock;
  /** Aborted when the platform stops this invocation's job. */
  readonly signal?: AbortSignal;
}

/** The runtime an embedded cloud put on a context, or nothing on the real platform. */
export function runtimeOf(context: object): Runtime {
  return (context as { readonly [runtimeKey]?: Runtime })[runtimeKey] ?? {};
}
