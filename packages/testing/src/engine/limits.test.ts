import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Step } from "@fnfkit/sdk/fdl";
import { describe, expect, it } from "vitest";
import { accepts, answers, fakeHost, pendingTask, story } from "../../test/support/fake-host.ts";
import { documentedLimits, noLimits } from "./index.ts";

// What `{"text":""}` takes besides the text.
const around = 11;
const text = (bytes: number): JsonObject => ({ text: "x".repeat(bytes - around) });
const kib = 1_024;

const task = (more: Partial<Step> = {}): Step =>
  ({ type: "task", name: "t", resourceArn: "t", ...more }) as Step;
const nothingIn = { inputMappings: [] };

describe("a step's input, output and local", () => {
  it("may have 32 KiB together, each counted for itself", () => {
    // `{}` goes in; what is answered is the local, and the output too.
    const most = (32 * kib - 2) / 2;

    const small = fakeHost({ t: answers(text(most)) }).run({ steps: [task(nothingIn)] });
    const large = fakeHost({ t: answers(text(most + 1)) }).run({ steps: [task(nothingIn)] });

    expect([small.status, large.status, large.error?.error]).toEqual([
      "Succeeded",
      "Failed",
      "FnF.RuntimeError",
    ]);
  });

  it("count in bytes of UTF-8", () => {
    const answer = { text: "流".repeat(6_000) };

    expect(fakeHost({ t: answers(answer) }).run({ steps: [task()] }).status).toBe("Failed");
  });

  it("fail the execution when they are too large: no retry is made and nothing is caught", () => {
    const { run, calls } = fakeHost({ t: answers(text(20 * kib)) });
    const all = [{ errors: ["FnF.ALL"] }];

    const execution = run({
      steps: [
        task({ ...nothingIn, retry: all, catch: [{ errors: ["FnF.ALL"], goto: "after" }] }),
        { type: "pass", name: "after" },
      ],
    });

    expect([execution.status, calls.length]).toEqual(["Failed", 1]);
    expect(story(execution).slice(-3)).toEqual(["StepFailed t", "StepExited t", "ExecutionFailed"]);
  });

  it("may be as large as one likes without limits", () => {
    const { run } = fakeHost({ t: answers(text(1_000 * kib)) });

    expect(run({ steps: [task()] }, {}, { limits: noLimits }).status).toBe("Succeeded");
  });
});

describe("the data of an event", () => {
  it("may have 32 KiB: a function's longer answer fails the task, uncaught", () => {
    const { run } = fakeHost({ t: answers(text(32 * kib + 1)) });

    const execution = run({
      steps: [
        task({ outputMappings: [], catch: [{ errors: ["FnF.ALL"], goto: "after" }] }),
        { type: "pass", name: "after" },
      ],
    });

    expect(execution.error?.error).toBe("FnF.RuntimeError");
    expect(story(execution).slice(-4)).toEqual([
      "TaskFailed t",
      "StepFailed t",
      "StepExited t",
      "ExecutionFailed",
    ]);
  });

  it("may not be nested too deep to be written", () => {
    const deep = `{"deep":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    const { run } = fakeHost({ t: (_call, tell) => tell({ kind: "answered", result: deep }) });

    const execution = run({ steps: [task()] });

    expect(execution.error?.error).toBe("FnF.RuntimeError");
    expect(() => JSON.stringify(execution.events)).not.toThrow();
  });

  it("does not fail a step that waits for a callback by what its function answers", () => {
    const { run } = fakeHost({ t: answers(text(33 * kib)) });
    const execution = run({ steps: [task({ pattern: "waitForCallback" })] });

    pendingTask(execution).succeed({ ok: true });

    expect(execution.output).toEqual({ ok: true });
  });

  it("lets no step begin whose parent's input and local have grown too large", () => {
    const put = (name: string): Step => ({
      type: "pass",
      name,
      inputMappings: [],
      outputMappings: [{ target: name, source: "x".repeat(12 * kib) }],
    });

    const execution = fakeHost().run({ steps: ["a", "b", "c", "d"].map(put) });

    expect([execution.status, execution.error?.error]).toEqual(["Failed", "FnF.RuntimeError"]);
    expect(story(execution).at(-2)).toBe("StepExited c");
  });

  it("can be given another limit", () => {
    const limits = { ...documentedLimits, eventBytes: 64 * kib, stepBytes: 64 * kib };
    const execution = fakeHost({ t: accepts }).run(
      { steps: [task({ ...nothingIn, pattern: "sync" })] },
      {},
      { limits },
    );

    pendingTask(execution).succeed(text(30 * kib));

    expect(execution.status).toBe("Succeeded");
  });
});

it("costs a step what is new in its data, however much there is by then", () => {
  const steps = Array.from(
    { length: 2_000 },
    (_, index): Step => ({
      type: "pass",
      name: `s${index}`,
      inputMappings: [{ target: "all", source: "$local" }],
      outputMappings: [{ target: "last", source: { list: [index] } }],
    }),
  );
  const limits = { ...noLimits, stepBytes: 100 * kib * kib, eventBytes: 100 * kib * kib };
  let read = 0;
  const list = new Proxy([1], {
    get: (target, key, self) => {
      if (key === "length") read++;
      return Reflect.get(target, key, self) as unknown;
    },
  });

  const execution = fakeHost().run({ steps }, { list }, { limits });

  expect(execution.status).toBe("Succeeded");
  expect(read).toBeLessThan(5);
});
