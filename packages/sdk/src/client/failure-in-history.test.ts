import { expect, test } from "vitest";
import type { HistoryEvent } from "./events/history-event.ts";
import { failureInHistory } from "./failure-in-history.ts";

function history(
  ...events: readonly [type: string, step?: string | undefined, detail?: HistoryEvent["detail"]][]
) {
  return events.map(
    ([type, step, detail = {}], index): HistoryEvent => ({
      id: index + 1,
      scheduleId: index,
      type,
      step,
      time: new Date(0),
      detail,
    }),
  );
}

test("a failed execution tells its error and cause, and the last step that failed", () => {
  const events = history(
    ["StepFailed", "reserve", { error: "OutOfStock", cause: "caught by the flow" }],
    ["StepFailed", "audit", { error: "AuditorUnavailable", cause: "on holiday" }],
    ["StepExited", "audit"],
    ["ExecutionFailed", undefined, { error: "AuditorUnavailable", cause: "on holiday" }],
  );

  expect(failureInHistory("Failed", events)).toEqual({
    step: "audit",
    path: ["audit"],
    error: "AuditorUnavailable",
    cause: "on holiday",
  });
});

test("where the end says nothing, the failed step does", () => {
  const events = history(
    ["TaskTimedOut", "audit", { error: "FnF.TaskTimeout", cause: { seconds: 60 } }],
    ["ExecutionFailed"],
  );

  expect(failureInHistory("Failed", events)).toEqual({
    step: "audit",
    path: ["audit"],
    error: "FnF.TaskTimeout",
    cause: '{"seconds":60}',
  });
});

test("a stopped execution tells who stopped it and the step it was at", () => {
  const events = history(
    ["StepEntered", "reserve"],
    ["StepFailed", "reserve", { error: "OutOfStock", cause: "caught by the flow" }],
    ["StepExited", "reserve"],
    ["StepEntered", "audit"],
    ["ExecutionStopped", undefined, { error: "Cancelled", cause: "by the customer" }],
  );

  expect(failureInHistory("Stopped", events)).toEqual({
    step: "audit",
    path: ["audit"],
    error: "Cancelled",
    cause: "by the customer",
  });
});

test("the path to a failed step goes through what it stands in, and not through what was left before", () => {
  const events = history(
    ["ExecutionStarted"],
    ["StepEntered", "pack"],
    ["StepExited", "pack"],
    ["StepEntered", "shipAll"],
    ["StepStarted", "shipAll"],
    ["IterationEntered", "shipAll", { index: 0 }],
    ["StepEntered", "ship"],
    ["StepSucceeded", "ship"],
    ["StepExited", "ship"],
    // The next iteration begins because this one has ended.
    ["IterationExited", "shipAll", { index: 0 }],
    ["IterationEntered", "shipAll", { index: 1 }],
    ["StepEntered", "weigh"],
    ["StepExited", "weigh"],
    ["StepEntered", "ship"],
    ["TaskFailed", "ship", { error: "TooHeavy" }],
    ["StepFailed", "ship", { error: "TooHeavy" }],
    ["StepExited", "ship"],
    ["IterationExited", "shipAll", { index: 1 }],
    ["StepFailed", "shipAll", { error: "TooHeavy" }],
    ["StepExited", "shipAll"],
    ["ExecutionFailed", undefined, { error: "TooHeavy", cause: "40 kg" }],
  );

  expect(failureInHistory("Failed", events)).toEqual({
    step: "ship",
    path: ["shipAll", 1, "ship"],
    error: "TooHeavy",
    cause: "40 kg",
  });
});

test("a history that says nothing gives nothing", () => {
  expect(failureInHistory("TimedOut", [])).toEqual({ step: undefined, path: [], error: "", cause: "" });
});
