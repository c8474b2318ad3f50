import { type Step, type TaskStep, templateTag } from "@fnfkit/sdk/fdl";
import { describe, expect, it } from "vitest";
import {
  accepts,
  answers,
  type FakeService,
  fails,
  fakeHost,
  pendingTask,
  story,
} from "../../test/support/fake-host.ts";

const task = (step: Partial<TaskStep> = {}): { steps: Step[] } => ({
  steps: [{ type: "task", name: "t", resourceArn: "service", ...step }],
});

function runTask(service: FakeService, step: Partial<TaskStep> = {}, input = {}) {
  const host = fakeHost({ service });
  return { ...host, execution: host.run(task(step), input) };
}

const taskStory = (...args: Parameters<typeof story>) =>
  story(...args)
    .filter((line) => line.startsWith("Task"))
    .map((line) => line.split(" ")[0]);

describe("a task that asks and waits for the answer", () => {
  it.each(["requestResponse", "sync"] as const)("ends with the answer: %s", (pattern) => {
    const { execution } = runTask(answers({ a: 1 }), { pattern });

    expect(execution.output).toEqual({ a: 1 });
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskStarted", "TaskSucceeded"]);
  });

  it("ends with a failure", () => {
    const { execution } = runTask(fails("OutOfStock", "none left"));

    expect(execution.error).toEqual({ error: "OutOfStock", cause: "none left" });
    expect(story(execution).slice(3)).toEqual([
      "TaskScheduled t",
      "TaskStarted t",
      "TaskFailed t",
      "StepFailed t",
      "StepExited t",
      "ExecutionFailed",
    ]);
  });

  it.each([[[1, 2]], ["text"], [null], [undefined]])(
    "fails when the answer is no JSON object: %j",
    (result) => {
      const { execution } = runTask(answers(result), {
        outputMappings: [{ target: "x", source: "$local" }],
      });

      expect(execution.error?.error).toBe("FnF.InvalidLocal");
    },
  );
});

describe("a task whose work is only accepted", () => {
  it("goes on at once with nothing: requestResponse", () => {
    const { execution } = runTask(accepts);

    expect([execution.status, execution.output]).toEqual(["Succeeded", {}]);
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskSubmitted"]);
  });

  it("waits for its end: sync", () => {
    let end = () => {};
    const { execution } = runTask(
      (_call, tell) => {
        tell({ kind: "accepted" });
        end = () => tell({ kind: "answered", result: '{"done":true}' });
      },
      { pattern: "sync" },
    );
    expect(execution.status).toBe("Running");

    end();

    expect(execution.output).toEqual({ done: true });
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskSubmitted", "TaskSucceeded"]);
  });

  it("fails as the work does: sync", () => {
    const { execution } = runTask(
      (_call, tell) => {
        tell({ kind: "accepted" });
        tell({ kind: "failed", error: "Broken", cause: "" });
      },
      { pattern: "sync" },
    );

    expect(execution.error?.error).toBe("Broken");
  });
});

describe("a task that waits for a callback", () => {
  const callback = {
    pattern: "waitForCallback",
    inputMappings: [{ target: "taskToken", source: "$context.task.token" }],
  } as const;

  it("gives its token to the called service and ends with what is reported", () => {
    const { execution, calls } = runTask(accepts, callback);
    expect(calls[0]?.input).toEqual({ taskToken: "token-2-1" });
    expect(pendingTask(execution)).toMatchObject({ token: "token-2-1", awaitsReport: true });

    const eventId = pendingTask(execution).succeed({ approved: true });

    expect(execution.output).toEqual({ approved: true });
    expect(execution.events[eventId - 1]).toMatchObject({
      type: "TaskSucceeded",
      detail: { output: { approved: true } },
    });
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskSubmitted", "TaskSucceeded"]);
  });

  it("drops the answer of a function it called synchronously, whatever it is, and goes on waiting", () => {
    const { execution } = runTask(answers("not an object"), callback);

    expect([execution.status, pendingTask(execution).awaitsReport]).toEqual(["Running", true]);
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskSubmitted"]);
  });

  it("fails at once when the function it called synchronously fails", () => {
    const { execution } = runTask(fails("Broken"), callback);

    expect(execution.error?.error).toBe("Broken");
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskSubmitFailed"]);
  });

  it("does not mind how the function fares that it only queued", () => {
    const { execution } = runTask((_call, tell) => {
      tell({ kind: "accepted" });
      tell({ kind: "failed", error: "Broken", cause: "" });
    }, callback);

    expect(execution.status).toBe("Running");
  });

  it("takes a report that comes before the function has returned", () => {
    const { execution } = runTask((call, tell) => {
      call.task.succeed({ early: true });
      tell({ kind: "answered", result: '{"late":true}' });
    }, callback);

    expect(execution.output).toEqual({ early: true });
    expect(taskStory(execution)).toEqual(["TaskScheduled", "TaskSucceeded"]);
  });

  it("fails with what is reported", () => {
    const { execution } = runTask(accepts, callback);

    pendingTask(execution).fail("AuditorUnavailable", "on leave");

    expect(execution.error).toEqual({ error: "AuditorUnavailable", cause: "on leave" });
  });
});

describe("a report of a task that does not wait for one", () => {
  it("ends it all the same", () => {
    const { execution } = runTask(accepts, { pattern: "sync" });

    pendingTask(execution).succeed({ reported: true });

    expect(execution.output).toEqual({ reported: true });
  });
});

describe("what a task calls", () => {
  it.each([
    ["acs:fc:::services/shop.prod/functions/audit", "function"],
    ["acs:fnf:::flow/child", "flow"],
    ["acs:mns:::/queues/jobs/messages", "queue"],
    ["acs:mns:::/topics/jobs/messages", "topic"],
    ["acs:oss:::bucket", "unknown"],
  ])("is told to the host as what it is: %s", (resourceArn, kind) => {
    const { calls } = runTask(accepts, { resourceArn });

    expect(calls).toMatchObject([{ resourceArn, target: { kind } }]);
  });

  it("can be an action of a product", () => {
    const { run, calls } = fakeHost({ "ocr:RecognizeIdentityCard": answers({ Data: 1 }) });

    const execution = run(
      {
        steps: [
          {
            type: "task",
            name: "t",
            action: "ocr:RecognizeIdentityCard",
            serviceParams: { Side: "face", ImageURL: "$.url" },
          },
        ],
      },
      { url: "u" },
    );

    expect(calls).toMatchObject([
      {
        target: { kind: "action", service: "ocr", api: "RecognizeIdentityCard" },
        params: { Side: "face", ImageURL: "u" },
      },
    ]);
    expect(execution.output).toEqual({ Data: 1 });
  });

  it.each<[string, Partial<TaskStep>]>([
    ["what is called", { resourceArn: templateTag("!Ref", "shop/audit") }],
    ["a mapping", { inputMappings: [{ target: "x", source: templateTag("!GetAtt", "q.name") }] }],
    ["a parameter", { serviceParams: { Input: templateTag("!Sub", ["a"]) } }],
    [
      "a part of a mapping",
      { inputMappings: [{ target: "x", source: { y: [1, templateTag("!GetAtt", "q")] } }] },
    ],
    ["a part of a parameter", { serviceParams: { Input: { a: [{ b: templateTag("!Sub", "a") }] } } }],
  ])("is not called while a template tag stands for %s; the failure names the tag", (_where, step) => {
    const { execution, calls } = runTask(accepts, step);

    expect([execution.error?.error, calls]).toEqual(["FnF.RuntimeError", []]);
    expect(execution.error?.cause).toMatch(/^!(Ref|GetAtt|Sub) /);
  });
});

describe("a task's parameters", () => {
  it("read the step's own input", () => {
    const { calls } = runTask(
      accepts,
      {
        inputMappings: [{ target: "id", source: "$context.execution.name" }],
        serviceParams: {
          InvocationType: "Async",
          StatefulAsyncInvocationID: "$.id",
          Input: "$",
          Nested: ["$.id"],
        },
      },
      { ignored: true },
    );

    expect(calls[0]?.params).toEqual({
      InvocationType: "Async",
      StatefulAsyncInvocationID: "e",
      Input: { id: "e" },
      Nested: ["$.id"],
    });
  });

  it("fail the step when they point to nothing; no service is called", () => {
    const { execution, calls } = runTask(accepts, { serviceParams: { StatefulAsyncInvocationID: "$.no" } });

    expect([execution.error?.error, calls]).toEqual(["FnF.RuntimeError", []]);
  });
});

describe("a task's time-out", () => {
  it("comes true when its time has come, not before, and stops the work", async () => {
    const { execution, clock, stopped } = runTask(accepts, {
      pattern: "waitForCallback",
      timeoutSeconds: 86_400,
    });

    await clock.advance(86_399_000);
    expect(execution.status).toBe("Running");
    await clock.advance("1s");

    expect([execution.error?.error, stopped]).toEqual(["FnF.TaskTimeout", ["t"]]);
    expect(taskStory(execution).at(-1)).toBe("TaskTimedOut");
  });

  it("holds for each attempt anew", async () => {
    const { execution, clock, calls } = runTask(accepts, {
      pattern: "sync",
      timeoutSeconds: 60,
      retry: [{ errors: ["FnF.TaskTimeout"], maxAttempts: 1, intervalSeconds: 10 }],
    });

    await clock.advance("129s");
    expect([execution.status, calls.length]).toEqual(["Running", 2]);
    await clock.advance("1s");

    expect(execution.error?.error).toBe("FnF.TaskTimeout");
  });

  it("can be made to come true by hand", () => {
    const { execution } = runTask(accepts, { pattern: "waitForCallback" });

    pendingTask(execution).expire();

    expect(execution.error?.error).toBe("FnF.TaskTimeout");
  });
});

describe("a task's retries", () => {
  it("come after growing pauses, and give up after the last", async () => {
    const { execution, clock, calls } = runTask(fails("Busy"), {
      retry: [{ errors: ["Busy"], intervalSeconds: 10, multiplier: 2, maxIntervalSeconds: 30 }],
    });
    const attemptsAfter = async (seconds: number) => {
      await clock.advance(seconds * 1_000);
      return calls.length;
    };

    expect(await attemptsAfter(9)).toBe(1);
    expect(await attemptsAfter(1)).toBe(2);
    expect(await attemptsAfter(20)).toBe(3);
    expect(await attemptsAfter(29)).toBe(3);
    expect(await attemptsAfter(1)).toBe(4);
    expect(execution.error?.error).toBe("Busy");
  });

  it("have a fresh token each", async () => {
    const { execution, clock, calls } = runTask(accepts, {
      pattern: "waitForCallback",
      inputMappings: [{ target: "taskToken", source: "$context.task.token" }],
      retry: [{ errors: ["Busy"] }],
    });

    pendingTask(execution).fail("Busy", "");
    await clock.advance("1s");

    expect(calls.map(({ input }) => input.taskToken)).toEqual(["token-2-1", "token-2-2"]);
  });

  it("are counted by each policy for itself", async () => {
    const errors = ["A", "B", "A", "B", "A"];
    const { execution, clock, calls } = runTask(
      (call, tell) => fails(errors.shift() ?? "none left")(call, tell),
      {
        retry: [
          { errors: ["A"], maxAttempts: 2 },
          { errors: ["FnF.ALL"], maxAttempts: 2 },
        ],
      },
    );

    await clock.advance("1h");

    expect([execution.error?.error, calls.length]).toEqual(["A", 5]);
  });

  it("are not made for errors that no policy names", () => {
    const { execution, calls } = runTask(fails("Other"), { retry: [{ errors: ["Busy"] }] });

    expect([execution.error?.error, calls.length]).toEqual(["Other", 1]);
  });
});

describe("a caught error", () => {
  const steps = (step: Partial<TaskStep>): { steps: Step[] } => ({
    steps: [
      ...task({ catch: [{ errors: ["FnF.ALL"], goto: "handler" }], ...step }).steps,
      { type: "fail", name: "skipped" },
      { type: "pass", name: "handler", outputMappings: [{ target: "seen", source: "$input" }] },
    ],
  });

  it("is seen by the handler where it was mapped", () => {
    const { run } = fakeHost({ service: fails("Broken", "badly") });

    const execution = run(
      steps({
        errorMappings: [
          { target: "err", source: "$local.error" },
          { target: "why", source: "$local.cause" },
        ],
        outputMappings: [{ target: "never", source: "$local" }],
      }),
    );

    expect(execution.output).toEqual({
      err: "Broken",
      why: "badly",
      seen: { err: "Broken", why: "badly" },
    });
  });

  it("is in the history as the step's failure", () => {
    const { run } = fakeHost({ service: fails("Broken") });

    expect(story(run(steps({}))).slice(5, 9)).toEqual([
      "TaskFailed t",
      "StepFailed t",
      "StepExited t",
      "StepEntered handler",
    ]);
  });

  it("leaves nothing behind where it was not", () => {
    const { run } = fakeHost({ service: fails("Broken") });

    const execution = run(steps({}), { n: 1 });

    expect(execution.output).toEqual({ seen: { n: 1 } });
  });

  it("can be one of the mappings' own", () => {
    const { run } = fakeHost({ service: answers({}) });

    const execution = run(steps({ outputMappings: [{ target: "x", source: "$local.no" }] }));

    expect(execution.status).toBe("Succeeded");
  });

  it("fails after all when its own mapping points to nothing", () => {
    const { run } = fakeHost({ service: fails("Broken") });

    const execution = run(steps({ errorMappings: [{ target: "x", source: "$local.code" }] }));

    expect(execution.error?.error).toBe("FnF.RuntimeError");
  });
});
