import { FlowClient, isContractError, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { all } from "../support/all.ts";
import { cloudsAndCalls, passFlow } from "../support/fnf-calls.ts";

// Every action on schedules, by the client, against the embedded cloud. Sources as in schedules.test.ts.
const { clouds, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
beforeEach(() => createFlow("report", passFlow));
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const flows = new FlowClient(clouds.config);
const { schedules } = flows;
const daily = { name: "daily", cron: "0 30 8 * * *" };

test("a schedule is created, described, and starts the flow with its input", async () => {
  const described = {
    name: "daily",
    id: expect.any(String),
    cron: "0 30 8 * * *",
    input: { of: "yesterday" },
    enabled: true,
    description: "every morning",
    createdTime: new Date("2026-01-01T00:00:00.000Z"),
    lastModifiedTime: new Date("2026-01-01T00:00:00.000Z"),
  };

  const created = await schedules.create("report", {
    ...daily,
    input: { of: "yesterday" },
    description: "every morning",
  });
  await clouds.clock.advance("9h");

  expect(created).toEqual(described);
  expect(await schedules.describe({ name: "report" }, "daily")).toEqual(described);
  expect(await all(flows.executions("report"))).toMatchObject([
    { input: { of: "yesterday" }, startedTime: new Date("2026-01-01T08:30:00.000Z") },
  ]);
});

test("a schedule is changed in part", async () => {
  await schedules.create("report", { ...daily, enabled: false });

  expect(await schedules.update("report", "daily", { enabled: true, cron: "@every 10m" })).toMatchObject({
    ...{ enabled: true, cron: "@every 10m", input: {}, description: "" },
  });
  expect(await schedules.update("report", "daily", { enabled: false, input: { n: 1 } })).toMatchObject({
    ...{ enabled: false, cron: "@every 10m", input: { n: 1 } },
  });
});

test("schedules are listed by name, page by page", async () => {
  for (const name of ["b", "a", "c"]) await schedules.create("report", { ...daily, name, enabled: false });
  const list = schedules.list("report");

  expect((await all(list)).map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(await list.page({ nextToken: "c", limit: 1 })).toMatchObject({ items: [{ name: "c" }] });
});

test("a schedule is deleted", async () => {
  await schedules.create("report", daily);

  await schedules.delete("report", "daily");

  for (const refused of [
    schedules.describe("report", "daily"),
    schedules.update("report", "daily", { enabled: false }),
    schedules.delete("report", "daily"),
  ]) {
    await expect(refused).rejects.toSatisfy((error) => isServiceError(error, "ScheduleNotExists"));
  }
});

test("what was done by an attempt whose answer was lost is done", async () => {
  clouds.faults.add({ action: "CreateSchedule", fault: "lostReply", times: 1 });
  clouds.faults.add({ action: "DeleteSchedule", fault: "lostReply", times: 1 });

  expect(await schedules.create("report", daily)).toMatchObject({ name: "daily", id: expect.any(String) });
  await schedules.delete("report", "daily");

  expect(await all(schedules.list("report"))).toEqual([]);
});

test("what somebody else has created is refused, and so is an input that is no object", async () => {
  await schedules.create("report", daily);

  await expect(schedules.create("report", daily)).rejects.toSatisfy((error) =>
    isServiceError(error, "ScheduleAlreadyExists"),
  );
  await expect(schedules.update("report", "daily", { input: [1] })).rejects.toSatisfy(isContractError);
});
