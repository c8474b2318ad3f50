import type { StepBase } from "./step-base.ts";

/** Fails its parent, and so on up to the flow. */
export interface FailStep extends StepBase {
  readonly type: "fail";
  /** The error's name. */
  readonly error?: string;
  /** What happened, in words. */
  readonly cause?: string;
}
