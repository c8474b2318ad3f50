declare const deferred: unique symbol;

/** Stands for a result that somebody else reports later. Got from `task.defer()`. */
export interface Deferred {
  readonly [deferred]: true;
}

/** The one value there is of that. */
export const later = Object.freeze({}) as Deferred;
