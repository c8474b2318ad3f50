import type { EndableStep } from "./step-base.ts";

/** Does nothing but map: a place for constants and for reshaping data. Its `$local` is empty. */
export interface PassStep extends EndableStep {
  readonly type: "pass";
}
