import type { HistoryEvent } from "@fnfkit/sdk";

/** How far a step has come. */
export type StepStatus = "NotReached" | "Running" | "Succeeded" | "Failed" | "Stopped";

export interface StepProgress {
  readonly name: string;
  readonly status: StepStatus;
  readonly enteredAt?: Date;
  readonly leftAt?: Date;
}

/** How far each step of a flow has come, by what the history says so far. */
export function progressOf(steps: readonly string[], events: readonly HistoryEvent[]): StepProgress[] {
  const ended = events.find(({ type }) => type === "ExecutionStopped" || type === "ExecutionTimedOut");
  return steps.map((name) => {
    const own = events.filter(({ step }) => step === name);
    const entered = own.find(({ type }) => type === "StepEntered");
    if (entered === undefined) return { name, status: "NotReached" };
    const settled = own.findLast(({ type }) => type === "StepSucceeded" || type === "StepFailed");
    if (settled !== undefined) {
      const status = settled.type === "StepSucceeded" ? "Succeeded" : "Failed";
      return { name, status, enteredAt: entered.time, leftAt: settled.time };
    }
    return ended === undefined
      ? { name, status: "Running", enteredAt: entered.time }
      : { name, status: "Stopped", enteredAt: entered.time, leftAt: ended.time };
  });
}
