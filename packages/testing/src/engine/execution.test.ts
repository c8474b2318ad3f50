import type { Flow, Step } from "@fnfkit/sdk/fdl";
import { describe, expect, it } from "vitest";
import { accepts, answers, fails, fakeHost, pendingTask, story } from "../../test/support/fake-host.ts";
import { noLimits } from "./index.ts";

const pass = (name: string): Step => ({ type: "pass", name });

describe("an execution", () => {
  it("writes the history that the service's own manual shows for two pass steps", () => {
    const execution = fakeHost().run({ steps: [pass("pass1"), pass("pass2")] });

    const rows = execution.events.map(({ id, scheduleId, stepName, type, detail }) => [
      id,
      scheduleId,
      stepName,
      type,
      JSON.stringify(detail),
    ]);
    expect(rows).toEqual([
      [1, 0, "", "ExecutionStarted", '{"input":{}}'],
      [2, 1, "pass1", "StepEntered", '{"input":{},"local":{}}'],
      [3, 2, "pass1", "StepStarted", '{"input":{}}'],
      [4, 3, "pass1", "StepSucceeded", '{"output":{}}'],
      [5, 4, "pass1", "StepExited", '{"local":{}}'],
      [6, 5, "pass2", "StepEntered", '{"input":{},"local":{}}'],
      [7, 6, "pass2", "StepStarted", '{"input":{}}'],
      [8, 7, "pass2", "StepSucceeded", '{"output":{}}'],
      [9, 8, "pass2", "StepExited", '{"local":{}}'],
      [10, 9, "", "ExecutionSucceeded", '{"output":{}}'],
    ]);
  });

  it("succeeds with nothing when there are no steps", () => {
    const execution = fakeHost().run({ steps: [] }, { ignored: 1 });

    expect([execution.status, execution.output]).toEqual(["Succeeded", {}]);
  });

  it("needs no more stack for ten thousand steps than for one", () => {
    const steps = Array.from({ length: 10_000 }, (_, index) => pass(`s${index}`));

    const execution = fakeHost().run({ steps }, {}, { limits: noLimits });

    expect([execution.status, execution.events.length]).toEqual(["Succeeded", 40_002]);
  });

  it("ends a loop that nothing else would end at the service's limit of events", () => {
    const step: Step = {
      type: "task",
      name: "again",
      resourceArn: "never called",
      inputMappings: [{ target: "x", source: "$input.missing" }],
      catch: [{ errors: ["FnF.ALL"], goto: "again" }],
    };

    const execution = fakeHost().run({ steps: [step] });

    expect([execution.status, execution.error?.error]).toEqual(["Failed", "FnF.RuntimeError"]);
    expect(execution.events.length).toBeLessThan(5_010);
  });

  it("does the same thing twice, byte for byte", async () => {
    const flow: Pick<Flow, "steps"> = {
      steps: [
        { type: "wait", name: "w", duration: 60 },
        { type: "task", name: "t", resourceArn: "flaky", retry: [{ errors: ["FnF.ALL"], maxAttempts: 1 }] },
      ],
    };
    const once = async () => {
      const { run, clock } = fakeHost({ flaky: fails("Flaky", "it is") });
      const execution = run(flow, { a: 1 });
      await clock.advance("1h");
      return JSON.stringify(execution.events);
    };

    expect(await once()).toBe(await once());
  });

  it("ends early and well at a succeed step, and at a step that says so", () => {
    const { run } = fakeHost();

    const bySucceed = run({ steps: [{ type: "succeed", name: "done" }, pass("never")] });
    const byEnd = run({ steps: [{ type: "pass", name: "last", end: true }, pass("never")] });

    for (const execution of [bySucceed, byEnd]) {
      expect(execution.status).toBe("Succeeded");
      expect(story(execution)).not.toContain("StepEntered never");
    }
  });

  it("fails with the error of a fail step", () => {
    const execution = fakeHost().run({
      steps: [{ type: "fail", name: "no", error: "Refused", cause: "too late" }, pass("never")],
    });

    expect(execution.error).toEqual({ error: "Refused", cause: "too late" });
    expect(story(execution).slice(1)).toEqual([
      "StepEntered no",
      "StepStarted no",
      "StepFailed no",
      "StepExited no",
      "ExecutionFailed",
    ]);
  });

  it("fails with blanks where a fail step says nothing; its mappings put out nothing", () => {
    const execution = fakeHost().run({
      steps: [{ type: "fail", name: "no", outputMappings: [{ target: "x", source: 1 }] }],
    });

    expect(execution.error).toEqual({ error: "", cause: "" });
    expect(execution.events.at(-2)).toMatchObject({ type: "StepExited", detail: { local: {} } });
  });

  it("times out, and stops what it has under way", async () => {
    const { run, clock, stopped } = fakeHost({ slow: accepts });
    const execution = run({
      timeoutSeconds: 60,
      steps: [{ type: "task", name: "t", resourceArn: "slow", pattern: "sync" }],
    });

    await clock.advance("60s");

    expect([execution.status, stopped, execution.pending.size]).toEqual(["TimedOut", ["t"], 0]);
    expect(execution.events.at(-1)?.type).toBe("ExecutionTimedOut");
  });

  it("is over after one year by itself", async () => {
    const { run, clock } = fakeHost({ slow: accepts });
    const execution = run({ steps: [{ type: "task", name: "t", resourceArn: "slow", pattern: "sync" }] });

    await clock.advance("365d");

    expect(execution.status).toBe("TimedOut");
  });

  it("can be stopped; whatever comes later changes nothing", async () => {
    const heard: (() => void)[] = [];
    const { run, clock, stopped } = fakeHost({
      slow: (_call, tell) => {
        tell({ kind: "accepted" });
        heard.push(() => tell({ kind: "answered", result: "{}" }));
      },
    });
    const execution = run({
      steps: [{ type: "task", name: "t", resourceArn: "slow", pattern: "sync", timeoutSeconds: 5 }],
    });

    execution.stop("Cancelled", "by the customer");
    for (const hear of heard) hear();
    await clock.advance("1d");

    expect(stopped).toEqual(["t"]);
    expect([execution.status, execution.error?.error]).toEqual(["Stopped", "Cancelled"]);
    expect(execution.events.at(-1)).toMatchObject({
      type: "ExecutionStopped",
      detail: { error: "Cancelled", cause: "by the customer" },
    });
  });
});

describe("a wait", () => {
  const wait = (wait: object) => ({ steps: [{ type: "wait", name: "w", ...wait } as Step] });

  it.each([
    ["seconds", { duration: 90 }, {}],
    ["seconds from its input", { duration: "$.pause" }, { pause: 90 }],
    ["a moment", { timestamp: "2024-01-01T00:01:30Z" }, {}],
    ["a moment from its input", { timestamp: "$.at" }, { at: "2024-01-01T08:01:30+08:00" }],
  ])("lasts until its time has come: %s", async (_what, step, input) => {
    const { run, clock } = fakeHost();
    const execution = run(wait(step), input);

    await clock.advance("89s");
    expect(execution.status).toBe("Running");
    await clock.advance("1s");

    expect(execution.status).toBe("Succeeded");
  });

  it.each([
    ["no seconds", { duration: 0 }],
    ["negative seconds", { duration: -5 }],
    ["a moment that has passed", { timestamp: "2019-05-02T15:04:05Z" }],
  ])("ends at once: %s", (_what, step) => {
    expect(fakeHost().run(wait(step)).status).toBe("Succeeded");
  });

  it.each([
    ["more than two days", { duration: 172_801 }],
    ["a moment more than two days away", { timestamp: "2024-01-03T00:00:01Z" }],
    ["a text for seconds", { duration: "$.text" }],
    ["a fraction of a second", { duration: 0.5 }],
    ["a text that is no moment", { timestamp: "tomorrow" }],
    ["a day without a time", { timestamp: "2024-01-02" }],
    ["a moment that does not exist", { timestamp: "2024-13-01T00:00:00Z" }],
    ["nothing", {}],
  ])("cannot be of %s", (_what, step) => {
    expect(fakeHost().run(wait(step), { text: "90" }).error?.error).toBe("FnF.RuntimeError");
  });
});

describe("a jump", () => {
  it("leads forward and back among siblings", () => {
    let calls = 0;
    const { run } = fakeHost({
      thirdTimeLucky: (call, tell) => {
        calls++;
        const service = calls < 3 ? fails("NotYet") : answers({ calls });
        service(call, tell);
      },
    });
    const steps: Step[] = [
      {
        type: "task",
        name: "try",
        resourceArn: "thirdTimeLucky",
        catch: [{ errors: ["NotYet"], goto: "again" }],
      },
      { type: "succeed", name: "done" },
      { type: "task", name: "again", resourceArn: "nothing", catch: [{ errors: ["FnF.ALL"], goto: "try" }] },
    ];

    const execution = run({ steps });
    while (execution.status === "Running") pendingTask(execution).fail("Back", "");

    expect(execution.output).toEqual({ calls: 3 });
  });

  it("to a step that does not exist fails the execution", () => {
    const { run } = fakeHost({ broken: fails("Broken") });

    const execution = run({
      steps: [
        { type: "task", name: "t", resourceArn: "broken", catch: [{ errors: ["Broken"], goto: "nowhere" }] },
      ],
    });

    expect(execution.error?.error).toBe("FnF.RuntimeError");
  });
});
