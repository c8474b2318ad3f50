import { RuntimeFailure } from "../flow-error.ts";
import type { StepRun } from "../step-run.ts";
import { runFail } from "./fail.ts";
import { runPass } from "./pass.ts";
import { runSucceed } from "./succeed.ts";
import { runTask } from "./task.ts";
import { runWait } from "./wait.ts";

/** Does what a step is there for. */
export function runStep(run: StepRun): void {
  const { step } = run;
  switch (step.type) {
    case "task":
      runTask(run as StepRun<typeof step>);
      break;
    case "pass":
      runPass(run);
      break;
    case "wait":
      runWait(run as StepRun<typeof step>);
      break;
    case "choice":
    case "parallel":
    case "foreach":
      throw new RuntimeFailure(`a step of type ${step.type} cannot be run yet`);
    case "succeed":
      runSucceed(run);
      break;
    case "fail":
      runFail(run as StepRun<typeof step>);
      break;
  }
}
