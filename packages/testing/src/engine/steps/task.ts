import type { TaskStep } from "@fnfkit/sdk/fdl";
import type { FlowError } from "../flow-error.ts";
import type { PendingPause } from "../pending.ts";
import { RetryPlan } from "../retry-plan.ts";
import type { StepRun } from "../step-run.ts";
import { TaskAttempt } from "./task-attempt.ts";

export function runTask(run: StepRun<TaskStep>): void {
  const { host } = run.execution;
  const retries = new RetryPlan(run.step.retry);
  let attempts = 0;

  const tryOnce = () => {
    attempts++;
    const attempt = new TaskAttempt(run, attempts, failed);
    run.mapInput(() => attempt.token);
    if (attempts === 1) run.record("StepStarted", { input: run.input });
    attempt.start();
  };

  const failed = (error: FlowError) => {
    const delayMs = retries.next(error);
    if (delayMs === undefined) run.fail(error);
    else pauseFor(delayMs);
  };

  const pauseFor = (delayMs: number) => {
    const pause: PendingPause = {
      kind: "retry",
      step: run.step.name,
      until: host.now() + delayMs,
      cancel: host.schedule(delayMs, () => {
        run.resume(pause);
        run.attempt(tryOnce);
      }),
    };
    run.suspend(pause);
  };

  tryOnce();
}
