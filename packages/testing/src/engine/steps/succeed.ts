import type { StepRun } from "../step-run.ts";

export function runSucceed(run: StepRun): void {
  run.start();
  run.succeed({}, { next: { kind: "end" } });
}
