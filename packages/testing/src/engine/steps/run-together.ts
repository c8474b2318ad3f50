import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Step } from "@fnfkit/sdk/fdl";
import type { FlowError } from "../flow-error.ts";
import type { SeriesEnd } from "../series.ts";
import type { StepRun } from "../step-run.ts";

/** Series that run beside each other inside one step. */
export interface Together {
  readonly entered: "BranchEntered" | "IterationEntered";
  readonly exited: "BranchExited" | "IterationExited";
  readonly count: number;
  /** How many of them may run at the same time. */
  readonly atOnce: number;
  readonly part: (index: number) => { readonly steps: readonly Step[]; readonly input: JsonObject };
}

/**
 * Runs a step's series beside each other, from the event `started` on; the step's local is the array of theirs. The first
 * that fails stops the others and fails the step.
 */
export function runTogether(
  run: StepRun,
  started: number,
  { entered, exited, count, atOnce, part }: Together,
): void {
  const locals = new Array<JsonObject>(count);
  let begun = 0;
  let ended = 0;

  const begin = (cause: number) => {
    const { steps, input } = part(begun);
    const tooMuch = run.execution.whyNotBegin(input);
    if (tooMuch !== undefined) {
      fail(tooMuch, cause);
      return;
    }
    const index = begun++;
    const causedBy = run.execution.record(entered, run.step.name, cause, { index, input });
    run.open({ steps, input, causedBy, ended: (end) => leave(index, end) });
  };

  const leave = (index: number, end: SeriesEnd) => {
    const { local } = end;
    const eventId = run.execution.record(exited, run.step.name, end.eventId, { index, local });
    if (end.kind === "stopped") return;
    if (end.kind === "failed") {
      fail(end.error, eventId);
      return;
    }
    locals[index] = local;
    ended++;
    if (begun < count) begin(eventId);
    else if (ended === count) succeed(eventId);
  };

  const fail = (error: FlowError, cause: number) => {
    begun = count;
    run.stopInner();
    run.follow(cause);
    run.fail(error);
  };

  const succeed = (cause: number) => {
    run.follow(cause);
    run.succeed(locals, { unmapped: {} });
  };

  if (count === 0) succeed(started);
  while (begun < Math.min(count, atOnce)) begin(started);
}
