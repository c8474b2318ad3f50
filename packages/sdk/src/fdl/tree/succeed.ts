import type { StepBase } from "./step-base.ts";

/** Ends its series early, and successfully. */
export interface SucceedStep extends StepBase {
  readonly type: "succeed";
}
