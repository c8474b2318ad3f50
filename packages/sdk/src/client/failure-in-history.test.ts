import { expect, test } from "vitest";
import { failureInHistory } from "./failure-in-history.ts";
import type { HistoryEvent } from "./history.ts";

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
    error: "Cancelled",
    cause: "by the customer",
  });
});

test("a history that says nothing gives nothing", () => {
  expect(failureInHistory("TimedOut", [])).toEqual({ step: undefined, error: "", cause: "" });
});
