/**
 * One event of an execution's history, as far as a drawing needs it: what `Execution.history()` of the client and
 * `clouds.history()` of the embedded clouds give.
 */
export interface ExecutionEvent {
  /** E.g. `StepEntered`. */
  readonly type: string;
  /** The step it happened to, if to one. */
  readonly step?: string | undefined;
}

/**
 * How a step stands.
 *
 * - `done`, `failed`: how its last run ended; a failure that was caught is one too
 * - `running`: it is being worked on
 * - `waiting`: for a callback, the end of a job, a retry or a time
 * - `stopped`: it was under way when something else ended it
 */
export type StepState = "done" | "failed" | "running" | "waiting" | "stopped";

/** How far a step has come. */
export interface StepProgress {
  readonly state: StepState;
  /** How often it was entered: more than once by a jump back, or in several iterations. */
  readonly runs: number;
  /** How often its task was tried, over all of its runs; 0 when it is no task. */
  readonly attempts: number;
}

/** How far an execution has come. */
export interface Progress {
  /** Whether it has succeeded. */
  readonly succeeded: boolean;
  /** The steps that it has reached, by name. */
  readonly steps: ReadonlyMap<string, StepProgress>;
}

interface Tally {
  runs: number;
  attempts: number;
  exits: number;
  /** How runs ended that have not been left yet, the latest last. */
  readonly outcomes: ("done" | "failed")[];
  /** How the last run ended. */
  ended: "done" | "failed" | "stopped";
  /** Of a run that has not ended. */
  doing: "running" | "waiting";
}

/** What a history says about each step. It may be cut short at either end, and say what this version does not know. */
export function progressOf(history: Iterable<ExecutionEvent>): Progress {
  const tallies = new Map<string, Tally>();
  let end = "";
  for (const { type, step } of history) {
    if (executionEnds.has(type)) end = type;
    if (step !== undefined && step !== "") count(tallyOf(tallies, step), type);
  }
  const steps = new Map<string, StepProgress>();
  for (const [name, tally] of tallies) steps.set(name, progressFrom(tally, end !== ""));
  return { succeeded: end === "ExecutionSucceeded", steps };
}

const executionEnds = new Set([
  "ExecutionSucceeded",
  "ExecutionFailed",
  "ExecutionTimedOut",
  "ExecutionStopped",
]);

function tallyOf(tallies: Map<string, Tally>, step: string): Tally {
  let tally = tallies.get(step);
  if (tally === undefined) {
    tally = { runs: 0, attempts: 0, exits: 0, outcomes: [], ended: "stopped", doing: "running" };
    tallies.set(step, tally);
  }
  return tally;
}

function count(tally: Tally, type: string): void {
  switch (type) {
    case "StepEntered":
      tally.runs++;
      tally.doing = "running";
      break;
    case "TaskScheduled":
      tally.attempts++;
      tally.doing = "running";
      break;
    case "TaskStarted":
      tally.doing = "running";
      break;
    // After a failed attempt comes a retry, or StepFailed at once.
    case "TaskSubmitted":
    case "TaskFailed":
    case "TaskSubmitFailed":
    case "TaskTimedOut":
      tally.doing = "waiting";
      break;
    case "StepSucceeded":
      tally.outcomes.push("done");
      break;
    case "StepFailed":
      tally.outcomes.push("failed");
      break;
    case "StepExited":
      tally.exits++;
      leave(tally);
      break;
  }
}

function leave(tally: Tally): void {
  const outcome = tally.outcomes.shift();
  if (outcome !== undefined) tally.ended = outcome;
  // When one iteration fails, the others are stopped: the failure says more.
  else if (tally.ended !== "failed") tally.ended = "stopped";
}

function progressFrom(
  { runs, attempts, exits, outcomes, ended, doing }: Tally,
  isOver: boolean,
): StepProgress {
  const isOpen = runs > exits;
  const open = outcomes.at(-1) ?? (isOver ? "stopped" : doing);
  return { state: isOpen ? open : ended, runs: Math.max(runs, exits, 1), attempts };
}
