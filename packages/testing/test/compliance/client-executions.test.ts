import {
  defineFunction,
  type Execution,
  FlowClient,
  FunctionClient,
  isExecutionAlreadyExistsError,
  isExecutionFailedError,
  isHistoryEvent,
} from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { all } from "../support/all.ts";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../support/fnf-calls.ts";

// Every action on executions, by the client, against the embedded cloud. Sources as in executions.test.ts; for the ids of
// jobs the page on asynchronous invocations.
const { clouds, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const flows = new FlowClient(clouds.config);
const functions = new FunctionClient(clouds.config);
const contract = defineFunction({ ...work, input: z.object({}), output: z.object({}) });
const start = new Date("2026-01-01T00:00:00.000Z");
const flowOf = (...steps: string[]) =>
  ["version: v1", "type: flow", "steps:", ...steps.map((step) => `  - ${step}`)].join("\n");

describe("starting", () => {
  test("a name that has ended gives that execution, with the error or in its place", async () => {
    await createFlow("quick", passFlow);
    const first = await flows.start("quick", { name: "e", input: { n: 1 } });
    await first.result();

    const error = await flows.start("quick", { name: "e" }).catch((thrown: unknown) => thrown);
    const attached = await flows.startOrAttach("quick", { name: "e" });

    expect(isExecutionAlreadyExistsError(error) && error.execution.name).toBe("e");
    expect(await attached.describe()).toMatchObject({ status: "Succeeded", input: { n: 1 } });
  });

  test("after a lost answer starts one execution, whoever made up its name", async () => {
    await createFlow("quick", passFlow);
    clouds.faults.add({ action: "StartExecution", fault: "lostReply", times: 1 });

    const execution = await flows.start("quick", { input: { n: 1 } });

    expect(await all(flows.executions("quick"))).toMatchObject([{ name: execution.name, input: { n: 1 } }]);
  });

  test("with a step's task token reports to that step when it ends", async () => {
    await createFlow("parent", taskFlow(callbackLines));
    await createFlow("child", passFlow);
    clouds.deploy(work, async () => ({}));
    const parent = await flows.start("parent");
    const { token } = await clouds.pending("work");

    await flows.start("child", { callbackTaskToken: token });

    expect(await parent.result()).toEqual({});
  });
});

describe("executions are listed", () => {
  test("whole, the latest first, or those that are looked for", async () => {
    await createFlow("quick", passFlow);
    for (const name of ["a-1", "a-2", "b-1"]) {
      await flows.start("quick", { name, input: { of: name } });
      await clouds.clock.advance("1h");
    }
    const namesOf = async (filter: Parameters<typeof flows.executions>[1]) =>
      (await all(flows.executions({ name: "quick" }, filter))).map(({ name }) => name);
    const at = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

    expect(await namesOf({})).toEqual(["b-1", "a-2", "a-1"]);
    expect(await namesOf({ namePrefix: "a-" })).toEqual(["a-2", "a-1"]);
    expect(await namesOf({ status: "Failed" })).toEqual([]);
    expect(await namesOf({ startedTimeBegin: at(1), startedTimeEnd: at(1) })).toEqual(["a-2"]);
    expect(await flows.executions("quick").page({ limit: 1 })).toEqual({
      items: [
        {
          flowName: "quick",
          name: "b-1",
          status: "Succeeded",
          input: { of: "b-1" },
          output: {},
          flowDefinition: passFlow,
          environment: [],
          startedTime: at(2),
          stoppedTime: at(2),
        },
      ],
      nextToken: "a-2",
    });
  });

  test("without what is heavy about them", async () => {
    await createFlow("quick", passFlow);
    await flows.start("quick", { name: "e" });

    expect(await all(flows.executions("quick", { metadataOnly: true }))).toEqual([
      { flowName: "quick", name: "e", status: "Succeeded", startedTime: start, stoppedTime: start },
    ]);
  });
});

describe("the events of an execution", () => {
  const waits = flowOf("{ type: wait, name: w, duration: 90 }", "{ type: pass, name: p }");

  test("are followed to the end, each once", async () => {
    await createFlow("waits", waits);
    const execution = await flows.start("waits", { name: "e" });

    const followed = await all(execution.events({ follow: true }));

    expect(followed).toEqual(await all(execution.history()));
    expect(followed.at(-1)).toMatchObject({
      type: "ExecutionSucceeded",
      time: new Date(start.getTime() + 90_000),
    });
    expect(followed.every((event) => isHistoryEvent(event))).toBe(true);
  });

  test("are followed through lost connections and throttling", async () => {
    await createFlow("waits", waits);
    const execution = await flows.start("waits");
    for (const fault of ["reset", "throttle", "lostReply"] as const) {
      clouds.faults.add({ action: "*", fault, probability: 0.2 });
    }

    const ids = (await all(execution.events({ follow: true }))).map(({ id }) => id);

    expect(ids).toEqual(Array.from(ids, (_, index) => index + 1));
    expect(ids).toHaveLength(10);
  });

  test("are what has happened so far, without following them", async () => {
    await createFlow("waits", waits);
    const execution = await flows.start("waits");

    expect((await all(execution.events())).map(({ type }) => type)).toEqual([
      ...["ExecutionStarted", "StepEntered", "StepStarted"],
    ]);

    await execution.stop();
  });
});

test("a failure tells the way to the step that failed, through iterations and choices", async () => {
  const ship = "{ type: fail, name: ship, error: TooHeavy, cause: 40 kg }";
  const decide = `{ type: choice, name: decide, inputMappings: [{ target: n, source: $input.n }], choices: [{ condition: $.n == 2, steps: [${ship}] }], default: { goto: done } }`;
  await createFlow(
    "deep",
    flowOf(
      "{ type: pass, name: first }",
      `{ type: foreach, name: each, iterationMapping: { collection: $.items, item: n }, steps: [{ type: pass, name: weigh }, ${decide}, { type: pass, name: done }] }`,
    ),
  );
  const execution = await flows.start("deep", { name: "e", input: { items: [1, 3, 2] } });

  const error = await execution.result().catch((thrown: unknown) => thrown);

  if (!isExecutionFailedError(error)) expect.unreachable();
  expect(error).toMatchObject({ step: "ship", path: ["each", 2, "decide", "ship"], error: "TooHeavy" });
  expect(error.message).toContain('at step "ship" inside each[2].decide');
});

test("the results of many come in their order", async () => {
  await createFlow("quick", passFlow);
  await createFlow("bad", flowOf("{ type: fail, name: no, error: Refused }"));
  const executions: readonly Execution[] = [
    await flows.start("quick"),
    await flows.start("bad"),
    await flows.start("quick"),
  ];

  const results = await flows.results(executions);

  expect(results.map(({ outcome }) => outcome)).toEqual(["succeeded", "failed", "succeeded"]);
});

describe("stopping", () => {
  const asJob = (id: string) => [
    "pattern: sync",
    "inputMappings: [{ target: id, source: $context.execution.name }]",
    `serviceParams: { InvocationType: Async, StatefulAsyncInvocationID: ${id} }`,
  ];
  const runs = () =>
    clouds.deploy(work, () => new Promise(() => {}), { stateful: true, timeoutSeconds: 600 });

  test.each([
    ["$.id", "job-1"],
    ["a-constant", "a-constant"],
  ])("resolves when the execution is stopped, and gives the job whose id is %s", async (id, jobId) => {
    await createFlow("jobs", taskFlow(asJob(id)));
    runs();
    const execution = await flows.start("jobs", { name: "job-1" });

    const { jobs } = await execution.stop({ error: "Cancelled" });

    expect(await execution.describe()).toMatchObject({ status: "Stopped" });
    expect(jobs).toEqual([{ step: "work", function: work, id: jobId, wasAwaited: true }]);
    const job = functions.job(contract, jobs[0]?.id ?? "");
    expect(await job.ended()).toMatchObject({ status: "Stopped" });
  });

  test("says which jobs the steps did not wait for any more", async () => {
    const [, ...lines] = asJob("$.id");
    await createFlow("jobs", `${taskFlow(lines)}\n  - { type: wait, name: w, duration: 90 }`);
    runs();
    const execution = await flows.start("jobs", { name: "job-1" });

    const { jobs } = await execution.stop();

    expect(jobs).toMatchObject([{ step: "work", id: "job-1", wasAwaited: false }]);
  });

  test.each([
    ["an id that Function Compute makes up", ["pattern: sync", "serviceParams: { InvocationType: Async }"]],
    [
      "an id that belongs to somebody else's job",
      [...asJob("taken"), "catch: [{ errors: [FnF.ALL], goto: w }]"],
    ],
  ])("guesses no job: %s", async (_, lines) => {
    await createFlow("jobs", `${taskFlow(lines)}\n  - { type: wait, name: w, duration: 90 }`);
    runs();
    const taken = await functions.invokeAsync(contract, {}, { jobId: "taken" });
    const execution = await flows.start("jobs", { name: "e" });

    expect((await execution.stop()).jobs).toEqual([]);

    await taken.stop();
  });
});
