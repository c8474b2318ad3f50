import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cloudsAndCalls, passFlow, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: the API reference of CreateSchedule, UpdateSchedule, DescribeSchedule, DeleteSchedule and ListSchedules with their
// error tables; the vendor's ROS template of a flow for a cron expression in use.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(() => createFlow("f", passFlow));
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const named = { FlowName: "f", ScheduleName: "s" };
const create = (params = {}) =>
  call("CreateSchedule", { ...named, CronExpression: "0 0 * * * *", ...params });
const executions = async (): Promise<Record<string, unknown>[]> => {
  const { Executions } = await call("ListExecutions", { FlowName: "f" });
  return Executions as Record<string, unknown>[];
};

describe("CreateSchedule", () => {
  test("answers the schedule whole", async () => {
    const created = await create({ Description: "hourly", Payload: '{"n":1}', Enable: false });

    expect(created).toEqual({
      ScheduleId: expect.any(String),
      ScheduleName: "s",
      CronExpression: "0 0 * * * *",
      Description: "hourly",
      Payload: '{"n":1}',
      Enable: false,
      CreatedTime: "2026-01-01T00:00:00.000Z",
      LastModifiedTime: "2026-01-01T00:00:00.000Z",
      RequestId: expect.any(String),
    });
    expect(await call("DescribeSchedule", named)).toMatchObject({ ScheduleId: created.ScheduleId });
  });

  test.each([
    ["a name that exists", {}, [409, "ScheduleAlreadyExists"]],
    ["a name that is none", { ScheduleName: "a b" }, [400, "InvalidArgument"]],
    [
      "a cron expression that is none",
      { ScheduleName: "t", CronExpression: "hourly" },
      [400, "InvalidArgument"],
    ],
    ["five fields", { ScheduleName: "t", CronExpression: "0 * * * *" }, [400, "InvalidArgument"]],
    ["a payload that is no object", { ScheduleName: "t", Payload: "[1]" }, [400, "InvalidArgument"]],
    ["a flow that does not exist", { FlowName: "no" }, [404, "FlowNotExists"]],
  ])("refuses %s", async (_what, params, refused) => {
    await create({ Enable: false });

    expect(await refusal("CreateSchedule", { ...named, CronExpression: "0 0 * * * *", ...params })).toEqual(
      refused,
    );
  });

  test("needs an expression", async () => {
    expect(await refusal("CreateSchedule", named)).toEqual([400, "MissingRequiredParams"]);
  });
});

describe("a schedule", () => {
  test("starts the flow at its times, with its payload for the input", async () => {
    await create({ CronExpression: "0 30 * * * *", Payload: '{"n":1}' });

    await clouds.clock.advance("2h");

    expect(await executions()).toMatchObject([
      { StartedTime: "2026-01-01T01:30:00.000Z", Input: '{"n":1}', Status: "Succeeded" },
      { StartedTime: "2026-01-01T00:30:00.000Z" },
    ]);
  });

  test("starts it again and again with @every", async () => {
    await create({ CronExpression: "@every 10m" });

    await clouds.clock.advance("1h");

    expect(await executions()).toHaveLength(6);
  });

  test("gives a blank input when it has no payload", async () => {
    await create();

    await clouds.clock.advance("1h");

    expect(await executions()).toMatchObject([{ Input: "{}" }]);
  });

  test("does not fire while it is off, and does once it is on", async () => {
    await create({ Enable: false });
    await clouds.clock.advance("1h");
    expect(await executions()).toEqual([]);

    await call("UpdateSchedule", { ...named, Enable: true });
    await clouds.clock.advance("1h");

    expect(await executions()).toHaveLength(1);
  });

  test("fires by its new expression once it is changed, and keeps what is not given", async () => {
    await create({ Payload: '{"n":1}' });
    await clouds.clock.advance("30m");

    const updated = await call("UpdateSchedule", { ...named, CronExpression: "0 45 * * * *" });
    await clouds.clock.advance("30m");

    expect(updated).toMatchObject({
      Payload: '{"n":1}',
      CreatedTime: "2026-01-01T00:00:00.000Z",
      LastModifiedTime: "2026-01-01T00:30:00.000Z",
    });
    expect(await executions()).toMatchObject([{ StartedTime: "2026-01-01T00:45:00.000Z" }]);
  });

  test.each([
    ["it is deleted", () => call("DeleteSchedule", named)],
    ["its flow is deleted", () => call("DeleteFlow", { Name: "f" })],
  ])("does not fire once %s", async (_what, remove) => {
    await create();

    await remove();
    await createFlow("f", passFlow).catch(() => {});
    await clouds.clock.advance("2h");

    expect(await executions()).toEqual([]);
    expect(await refusal("DescribeSchedule", named)).toEqual([404, "ScheduleNotExists"]);
  });

  test("is a limit: time does not jump past its next firing by itself", async () => {
    const wait = "version: v1\ntype: flow\nsteps:\n  - type: wait\n    name: w\n    duration: 7200\n";
    await createFlow("long", wait);
    await create();
    await call("StartExecution", { FlowName: "long", ExecutionName: "e" });

    await clouds.clock.advance("59m");
    expect(await executions()).toEqual([]);
    await clouds.clock.advance("1m");

    expect(await executions()).toHaveLength(1);
    await call("StopExecution", { FlowName: "long", ExecutionName: "e" });
  });

  test("starts what the flow is by then", async () => {
    clouds.deploy(work, async () => ({ done: true }));
    await create();
    await call("UpdateFlow", { Name: "f", Definition: taskFlow() });

    await clouds.clock.advance("1h");

    expect(await executions()).toMatchObject([{ Output: '{"done":true}' }]);
  });
});

test("ListSchedules answers them by name, page by page", async () => {
  for (const ScheduleName of ["b", "a", "c"]) await create({ ScheduleName, Enable: false });
  const list = async (params = {}) => {
    const { Schedules, NextToken } = await call("ListSchedules", { FlowName: "f", ...params });
    return [(Schedules as { ScheduleName: string }[]).map(({ ScheduleName }) => ScheduleName), NextToken];
  };

  expect(await list({ Limit: 2 })).toEqual([["a", "b"], "c"]);
  expect(await list({ Limit: 2, NextToken: "c" })).toEqual([["c"], undefined]);
});

test.each(["DescribeSchedule", "UpdateSchedule", "DeleteSchedule"])(
  "%s of a schedule that does not exist is refused",
  async (action) => {
    expect(await refusal(action, named)).toEqual([404, "ScheduleNotExists"]);
  },
);
