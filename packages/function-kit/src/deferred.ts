const brand = Symbol.for("fnfkit.deferred");

declare const deferred: unique symbol;

/** Stands for a result that somebody else reports later. Got from `task.defer()`. */
export interface Deferred {
  readonly [deferred]: true;
}

export function later(): Deferred {
  return Object.freeze({ [brand]: true }) as unknown as Deferred;
}

/** Whether a handler left its report to somebody else; told by a brand, since two copies of the kit may be loaded. */
export function isDeferred(result: unknown): result is Deferred {
  return typeof result === "object" && result !== null && brand in result;
}
