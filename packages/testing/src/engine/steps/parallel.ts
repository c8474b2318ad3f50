import type { ParallelStep } from "@fnfkit/sdk/fdl";
import { RuntimeFailure } from "../flow-error.ts";
import type { StepRun } from "../step-run.ts";
import { runTogether } from "./run-together.ts";

const mostBranches = 100;

export function runParallel(run: StepRun<ParallelStep>): void {
  const started = run.start();
  const { branches } = run.step;
  if (branches.length > mostBranches) {
    throw new RuntimeFailure(`a parallel step has at most ${mostBranches} branches, not ${branches.length}`);
  }
  runTogether(run, started, {
    entered: "BranchEntered",
    exited: "BranchExited",
    count: branches.length,
    atOnce: mostBranches,
    part: (index) => ({ steps: branches[index]?.steps ?? [], input: run.input }),
  });
}
