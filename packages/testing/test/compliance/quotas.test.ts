import { afterEach, describe, expect, test } from "vitest";
import { setupClouds } from "../../src/index.ts";
import { callbackLines, passFlow, taskFlow, work } from "../support/fnf-calls.ts";
import { signedCall } from "../support/signed-call.ts";

// Source: the page of limits (help page 122093): a token bucket for each of three actions and one for all others, one for the
// steps that are entered; executions that run and flows. 429 ResourceThrottled is in the API's error tables.
type Clouds = ReturnType<typeof setupClouds>;
const made: Clouds[] = [];
afterEach(() => {
  for (const clouds of made.splice(0)) clouds.close();
});

async function cloudsWith(quotas: Parameters<typeof setupClouds>[0] = {}, definition = passFlow) {
  const clouds = setupClouds(quotas);
  made.push(clouds);
  await clouds.clock.advance(0);
  const create = (Name: string) =>
    signedCall(clouds, "CreateFlow", { Name, Definition: definition, Description: "", Type: "FDL" });
  await create("f");
  const call = (action: string, params: { [name: string]: string } = {}) =>
    signedCall(clouds, action, { FlowName: "f", ...params });
  /** How many of so many calls in a row are not throttled. */
  const passed = async (count: number, action: string, params = {}) => {
    let passed = 0;
    for (let index = 0; index < count; index++) {
      const { status, body } = await call(action, params);
      if (status !== 429) passed++;
      else expect(body.Code).toBe("ResourceThrottled");
    }
    return passed;
  };
  return { clouds, call, passed, create };
}

describe("as documented", () => {
  test.each([
    ["StartExecution", 100, 100],
    ["DescribeExecution", 50, 5],
    ["GetExecutionHistory", 50, 5],
    // One was used for the flow.
    ["ListExecutions", 9, 2],
    ["ReportTaskSucceeded", 9, 2],
  ])("%s may be called %i times at once, and then %i times a second", async (action, burst, perSecond) => {
    const { clouds, passed } = await cloudsWith({ quotas: "documented" });

    expect(await passed(burst + 5, action)).toBe(burst);
    await clouds.clock.advance("1s");
    expect(await passed(perSecond + 5, action)).toBe(perSecond);
  });

  test("all other actions share theirs, so reports are throttled by lists", async () => {
    const { passed } = await cloudsWith({ quotas: "documented" });

    expect(await passed(20, "ListFlows")).toBe(9);

    expect(await passed(5, "ReportTaskSucceeded")).toBe(0);
    expect(await passed(5, "StartExecution")).toBe(5);
  });

  test("do not fill beyond what may come at once", async () => {
    const { clouds, passed } = await cloudsWith({ quotas: "documented" });
    await clouds.clock.advance("1d");

    expect(await passed(60, "DescribeExecution")).toBe(50);
  });

  test("are off by default", async () => {
    const { passed } = await cloudsWith();

    expect(await passed(150, "DescribeExecution")).toBe(150);
  });
});

test("a throttled call is not done", async () => {
  const { call } = await cloudsWith({ quotas: { startExecution: { burst: 1, perSecond: 1 } } });

  await call("StartExecution", { ExecutionName: "a" });
  await call("StartExecution", { ExecutionName: "b" });

  const { body } = await call("ListExecutions");
  expect((body.Executions as unknown[]).length).toBe(1);
});

test("so many executions run at once, and room is made by those that end", async () => {
  const { clouds, call } = await cloudsWith({ quotas: { runningExecutions: 2 } }, taskFlow(callbackLines));
  clouds.deploy(work, async () => ({}));
  const start = async (ExecutionName: string) => (await call("StartExecution", { ExecutionName })).status;

  expect([await start("a"), await start("b"), await start("c")]).toEqual([200, 200, 429]);
  await call("StopExecution", { ExecutionName: "a" });

  expect(await start("c")).toBe(200);
});

test("a schedule that finds no room leaves its firing out", async () => {
  const { clouds, call } = await cloudsWith({ quotas: { runningExecutions: 1 } }, taskFlow(callbackLines));
  clouds.deploy(work, async () => ({}));
  await call("StartExecution", { ExecutionName: "a" });
  await call("CreateSchedule", { ScheduleName: "s", CronExpression: "0 0 * * * *" });

  await clouds.clock.advance("90m");
  await call("StopExecution", { ExecutionName: "a" });
  await clouds.clock.advance("1h");

  const { body } = await call("ListExecutions");
  expect(body.Executions).toMatchObject([{ StartedTime: "2026-01-01T02:00:00.000Z" }, { Name: "a" }]);
});

test("so many flows are there", async () => {
  const { create } = await cloudsWith({ quotas: { flows: 2 } });

  expect([(await create("g")).status, (await create("h")).status]).toEqual([200, 429]);
});

test("a child that a flow starts counts, and fails its step by the service's name", async () => {
  const parent =
    'version: v1\ntype: flow\nsteps:\n  - { type: task, name: t, resourceArn: "acs:fnf:::flow/f" }\n';
  const { clouds, call } = await cloudsWith(
    { quotas: { startExecution: { burst: 1, perSecond: 1 } } },
    parent,
  );

  await call("StartExecution", { ExecutionName: "e" });

  expect(clouds.history({ flow: "f", name: "e" }).at(-1)).toMatchObject({
    type: "ExecutionFailed",
    detail: { error: "fnf.ResourceThrottled" },
  });
});

test("steps wait for their entry when too many are entered", async () => {
  const steps = Array.from({ length: 30 }, (_, index) => `  - { type: pass, name: p${index} }`);
  const { clouds, call } = await cloudsWith(
    { quotas: { stepEntries: { burst: 10, perSecond: 5 } } },
    `version: v1\ntype: flow\nsteps:\n${steps.join("\n")}\n`,
  );
  await call("StartExecution", { ExecutionName: "e" });
  const entered = () =>
    clouds.history({ flow: "f", name: "e" }).filter(({ type }) => type === "StepEntered").length;

  expect(entered()).toBe(10);
  await clouds.clock.advance("2s");
  expect(entered()).toBe(20);
  await clouds.clock.advance("2s");

  const { body } = await call("DescribeExecution", { ExecutionName: "e" });
  expect(body).toMatchObject({ Status: "Succeeded", StoppedTime: "2026-01-01T00:00:04.000Z" });
});

test("a step that waits for its entry can be stopped", async () => {
  const branch = (name: string, error: string) => `{ steps: [{ type: ${error}, name: ${name} }] }`;
  const { clouds, call } = await cloudsWith(
    { quotas: { stepEntries: { burst: 2, perSecond: 1 } } },
    `version: v1\ntype: flow\nsteps:\n  - type: parallel\n    name: both\n    branches: [${branch("a", "fail")}, ${branch("b", "pass")}]\n`,
  );

  await call("StartExecution", { ExecutionName: "e" });
  await clouds.clock.advance("10s");

  const types = clouds.history({ flow: "f", name: "e" }).map(({ type, step }) => `${type} ${step ?? ""}`);
  expect(types.at(-1)).toBe("ExecutionFailed ");
  expect(types).not.toContain("StepEntered b");
});
