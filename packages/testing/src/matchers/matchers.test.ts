import { FlowClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../../test/support/fnf-calls.ts";
import { matchers, printExecution } from "./index.ts";

expect.extend(matchers);

const { clouds, createFlow } = cloudsAndCalls({ stalledAfterMs: 100 });
const flows = new FlowClient(clouds.config);
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

async function start(lines: readonly string[] = [], input = {}) {
  await createFlow("f", taskFlow(lines));
  return flows.start("f", { name: "e", input });
}
const messageOf = (assertion: Promise<void>) =>
  assertion.then(
    () => "passed",
    (error: Error) => error.message,
  );
const busy = async () => {
  throw new RangeError("too far");
};

describe("toSucceedWith", () => {
  test("waits for the end and compares the output", async () => {
    clouds.deploy(work, async () => ({ n: 1 }));
    const execution = await start();

    await expect(execution).toSucceedWith({ n: 1 });
    await expect(execution).toSucceedWith({ n: expect.any(Number) });
    await expect(execution).toSucceedWith();
    await expect(execution).not.toSucceedWith({ n: 2 });
    await expect(clouds.history(execution)).toSucceedWith({ n: 1 });
  });

  test("prints the execution when it fails, retries and all", async () => {
    clouds.deploy(work, busy);
    const execution = await start(["retry:", "  - errors: [RangeError]", "    maxAttempts: 2"], { n: 1 });

    expect(await messageOf(expect(execution).toSucceedWith({ n: 1 }))).toBe(
      [
        'expected the execution to succeed with {"n":1}',
        "",
        "execution: Failed",
        '  input:  {"n":1}',
        "  error:  RangeError: too far",
        "└─ ✗ work (acs:fc:::services/shop/functions/work, requestResponse, 3 attempts)",
        '     input:  {"n":1}',
        "     error:  RangeError: too far",
      ].join("\n"),
    );
  });

  test("says what is awaited when the end does not come", async () => {
    clouds.deploy(work, async () => ({}));
    const execution = await start(callbackLines);

    const message = await messageOf(expect(execution).toSucceedWith());

    expect(message).toMatch(/awaits a report of its task token[\s\S]*execution: Running[\s\S]*… work/);
    await execution.stop();
  });
});

describe("toFailWith", () => {
  test("compares the error's name, or more", async () => {
    clouds.deploy(work, busy);
    const execution = await start();

    await expect(execution).toFailWith("RangeError");
    await expect(execution).toFailWith();
    await expect(execution).toFailWith({ status: "Failed", cause: expect.stringContaining("too far") });
    await expect(execution).not.toFailWith("Other");
    expect(await messageOf(expect(execution).not.toFailWith("RangeError"))).toContain(
      'expected the execution not to fail with {"error":"RangeError"}',
    );
  });

  test("is not content with a success", async () => {
    clouds.deploy(work, async () => ({}));

    await expect(await start()).not.toFailWith();
  });
});

test("toHaveRunSteps compares the steps entered, in order", async () => {
  clouds.deploy(work, async () => ({}));
  const execution = await start();
  await execution.result();

  await expect(execution).toHaveRunSteps(["work"]);
  expect(await messageOf(expect(execution).toHaveRunSteps(["work", "rest"]))).toContain(
    'the steps ["work","rest"]\nIt has run ["work"].',
  );
});

test("toBeWaitingAt sees the innermost steps that an execution is in", async () => {
  clouds.deploy(work, async () => ({}));
  const inside = taskFlow(callbackLines).split("steps:\n")[1]?.replaceAll(/^/gm, "          ");
  await createFlow(
    "f",
    `version: v1\ntype: flow\nsteps:\n  - type: parallel\n    name: both\n    branches:\n      - steps:\n${inside}\n      - steps:\n          - type: wait\n            name: pause\n            duration: 60`,
  );
  const execution = await flows.start("f");

  await expect(execution).toBeWaitingAt("work");
  await expect(execution).toBeWaitingAt("pause");
  await expect(execution).not.toBeWaitingAt("both");
  expect(await messageOf(expect(execution).toBeWaitingAt("rest"))).toMatch(
    /both\n[\s\S]*branch 0[\s\S]*… pause/,
  );
  clouds.succeed("work", {});
  await expect(execution).toSucceedWith();
  await expect(execution).not.toBeWaitingAt("work");
});

test("what is secret is not printed: tokens and keys by their form, others by their names", async () => {
  clouds.deploy(work, async () => ({}));
  const execution = await start(callbackLines, { password: "hunter2", note: clouds.credentials.accessKeyId });
  const { token } = await clouds.pending("work");

  const printed = `${printExecution(clouds.history(execution))} ${await messageOf(expect(execution).toBeWaitingAt("x"))}`;

  for (const secret of [token, "hunter2", clouds.credentials.accessKeyId])
    expect(printed).not.toContain(secret);
  expect(printed).toContain('"password":"***"');
  await execution.stop();
});

test("something else than an execution is refused", async () => {
  await expect(expect("e" as never).toSucceedWith()).rejects.toThrow("flows.start");
});
