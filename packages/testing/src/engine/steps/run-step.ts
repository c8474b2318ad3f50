import type { StepRun } from "../step-run.ts";
import { runChoice } from "./choice.ts";
import { runFail } from "./fail.ts";
import { runForeach } from "./foreach.ts";
import { runParallel } from "./parallel.ts";
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
      runChoice(run as StepRun<typeof step>);
      break;
    case "parallel":
      runParallel(run as StepRun<typeof step>);
      break;
    case "foreach":
      runForeach(run as StepRun<typeof step>);
      break;
    case "succeed":
      runSucceed(run);
      break;
    case "fail":
      runFail(run as StepRun<typeof step>);
      break;
  }
}
