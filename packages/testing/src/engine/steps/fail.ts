import type { FailStep } from "@fnfkit/sdk/fdl";
import type { StepRun } from "../step-run.ts";

export function runFail(run: StepRun<FailStep>): void {
  run.start();
  const { error = "", cause = "" } = run.step;
  run.fail({ error, cause });
}
