import type { Flow } from "../../src/fdl/tree/index.ts";
import type { ExecutionEvent } from "../../src/graph/index.ts";
import { gallery } from "./gallery.ts";

/** `audit: StepEntered StepExited` is two events of the step `audit`. */
function history(text: string): readonly ExecutionEvent[] {
  return text
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [step, types] = line.includes(":") ? line.split(":") : [undefined, line];
      return (types ?? "")
        .trim()
        .split(" ")
        .map((type) => ({ type, step: step?.trim() }));
    });
}

function flowOf(name: keyof typeof gallery): Flow {
  const flow = gallery[name];
  if (flow === undefined) throw new Error(`The gallery has no flow "${name}".`);
  return flow;
}

/** An execution each, as far as it has come. */
export const stories: Readonly<Record<string, { flow: Flow; history: readonly ExecutionEvent[] }>> = {
  "history of a retry and a caught failure": {
    flow: flowOf("a saga with catches"),
    history: history(`
      ExecutionStarted
      reserve: StepEntered StepStarted TaskScheduled TaskStarted TaskSucceeded StepSucceeded StepExited
      charge: StepEntered StepStarted TaskScheduled TaskStarted TaskFailed TaskScheduled TaskFailed StepFailed StepExited
      release: StepEntered StepStarted TaskScheduled TaskStarted
    `),
  },
  "history of a loop that waits": {
    flow: flowOf("a polling loop"),
    history: history(`
      ExecutionStarted
      look: StepEntered StepStarted TaskScheduled TaskStarted TaskSucceeded StepSucceeded StepExited
      ready: StepEntered StepStarted StepSucceeded StepExited
      pause: StepEntered StepStarted StepSucceeded StepExited
      again: StepEntered StepStarted StepSucceeded StepExited
      look: StepEntered StepStarted TaskScheduled TaskStarted TaskSucceeded StepSucceeded StepExited
      ready: StepEntered StepStarted StepSucceeded StepExited
      pause: StepEntered StepStarted
    `),
  },
  "history of a job and a callback": {
    flow: flowOf("what tasks wait for"),
    history: history(`
      ExecutionStarted
      no-answer: StepEntered StepStarted TaskScheduled TaskSubmitted StepSucceeded StepExited
      job: StepEntered StepStarted TaskScheduled TaskSubmitted TaskSucceeded StepSucceeded StepExited
      callback: StepEntered StepStarted TaskScheduled TaskSubmitted
    `),
  },
  "history of iterations of which one failed": {
    flow: flowOf("an iteration with a choice"),
    history: history(`
      ExecutionStarted
      pack: StepEntered StepStarted IterationEntered
      weigh: StepEntered StepStarted TaskScheduled
      pack: IterationEntered
      weigh: StepEntered StepStarted TaskScheduled TaskSucceeded StepSucceeded StepExited
      heavy: StepEntered StepStarted
      weigh: TaskFailed StepFailed StepExited
      pack: IterationExited
      heavy: StepExited
      pack: IterationExited StepFailed StepExited
      ExecutionFailed
    `),
  },
  "history of branches that are done": {
    flow: flowOf("branches side by side"),
    history: history(`
      ExecutionStarted
      tell: StepEntered StepStarted BranchEntered BranchEntered
      mail: StepEntered StepStarted TaskScheduled
      enough: StepEntered StepStarted StepSucceeded StepExited
      tell: BranchExited
      mail: TaskSucceeded StepSucceeded StepExited
      log: StepEntered StepStarted TaskScheduled TaskSucceeded StepSucceeded StepExited
      tell: BranchExited StepSucceeded StepExited
      after: StepEntered StepStarted StepSucceeded StepExited
      ExecutionSucceeded
    `),
  },
  "history of an execution that was stopped": {
    flow: flowOf("a line of steps"),
    history: history(`
      ExecutionStarted
      open: StepEntered StepStarted StepSucceeded StepExited
      charge: StepEntered StepStarted TaskScheduled
      ExecutionStopped
    `),
  },
};
