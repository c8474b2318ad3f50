import type { EndableStep } from "./step-base.ts";

/** Waits for a time or until a moment, at most two days. Exactly one of `duration` and `timestamp` is given. */
export interface WaitStep extends EndableStep {
  readonly type: "wait";
  /** Seconds, or a reference into the step's input such as `$.seconds`. */
  readonly duration?: number | string;
  /** A moment as in RFC 3339, or a reference into the step's input such as `$.until`. */
  readonly timestamp?: string;
}
