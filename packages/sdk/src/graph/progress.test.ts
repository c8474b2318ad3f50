import { expect, test } from "vitest";
import { type ExecutionEvent, progressOf } from "./progress.ts";

/** `"audit StepEntered"` is an event of the step `audit`, `"ExecutionStarted"` one of the execution. */
function events(...texts: string[]): readonly ExecutionEvent[] {
  return texts.map((text) => {
    const [type = "", step] = text.split(" ").reverse();
    return { type, step };
  });
}

test("nothing has happened yet", () => {
  expect(progressOf([])).toEqual({ succeeded: false, steps: new Map() });
});

test("a step is running until it says how it ended", () => {
  const history = events("a StepEntered", "a StepStarted", "a StepSucceeded", "a StepExited");

  const states = [1, 2, 3, 4].map((count) => progressOf(history.slice(0, count)).steps.get("a")?.state);

  expect(states).toEqual(["running", "running", "done", "done"]);
});

test("a submitted task waits, and so does one that failed and will be tried again", () => {
  const { steps } = progressOf(
    events(
      "a StepEntered",
      "a TaskScheduled",
      "a TaskSubmitted",
      "b StepEntered",
      "b TaskScheduled",
      "b TaskFailed",
    ),
  );

  expect(steps.get("a")).toEqual({ state: "waiting", runs: 1, attempts: 1 });
  expect(steps.get("b")).toEqual({ state: "waiting", runs: 1, attempts: 1 });
});

test("a second attempt runs again", () => {
  const { steps } = progressOf(
    events("a StepEntered", "a TaskScheduled", "a TaskTimedOut", "a TaskScheduled"),
  );

  expect(steps.get("a")).toEqual({ state: "running", runs: 1, attempts: 2 });
});

test("a loop counts its runs and shows the last", () => {
  const run = ["a StepEntered", "a StepFailed", "a StepExited"];

  const { steps } = progressOf(events(...run, ...run, "a StepEntered", "a StepSucceeded", "a StepExited"));

  expect(steps.get("a")).toEqual({ state: "done", runs: 3, attempts: 0 });
});

test("iterations beside each other are running until the last has ended", () => {
  const history = events(
    ...["a StepEntered", "a StepEntered", "a StepSucceeded", "a StepExited"],
    ...["a StepSucceeded", "a StepExited"],
  );

  expect(progressOf(history.slice(0, 4)).steps.get("a")?.state).toBe("running");
  expect(progressOf(history).steps.get("a")).toEqual({ state: "done", runs: 2, attempts: 0 });
});

test("when an iteration fails and the others are stopped, the failure is what shows", () => {
  const history = events("a StepEntered", "a StepEntered", "a StepFailed", "a StepExited", "a StepExited");

  expect(progressOf(history).steps.get("a")?.state).toBe("failed");
});

test("what was under way when the execution ended was stopped", () => {
  const history = events("ExecutionStarted", "a StepEntered", "ExecutionTimedOut");

  expect(progressOf(history)).toEqual({
    succeeded: false,
    steps: new Map([["a", { state: "stopped", runs: 1, attempts: 0 }]]),
  });
});

test("a history that begins in the middle is understood as far as it goes", () => {
  const { steps, succeeded } = progressOf(events("a StepSucceeded", "a StepExited", "ExecutionSucceeded"));

  expect(succeeded).toBe(true);
  expect(steps.get("a")).toEqual({ state: "done", runs: 1, attempts: 0 });
});
