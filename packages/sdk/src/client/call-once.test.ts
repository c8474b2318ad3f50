import { describe, expect, test } from "vitest";
import { flowsOver } from "../../test/support/flows.ts";
import { lost, ok, refusal } from "../../test/support/scripted-send.ts";
import { isConfigurationError, isServiceError } from "../errors/index.ts";

const daily = { name: "daily", cron: "@every 1d" };
const there = refusal(400, "ScheduleAlreadyExists");
const gone = refusal(404, "ScheduleNotExists");

const perhapsDone = [
  ["lost its answer", lost("ECONNRESET")],
  ["got no answer in time", lost("ETIMEDOUT")],
  ["failed inside the service", refusal(500, "InternalServerError")],
] as const;
const notDone = [
  ["found nobody listening", lost("ECONNREFUSED")],
  ["came while names did not resolve", lost("EAI_AGAIN")],
  ["was one too many", refusal(429, "ResourceThrottled")],
  ["was refused by a service at its limits", refusal(503, "ServiceUnavailable")],
] as const;

describe("after an attempt that may have taken effect, since it", () => {
  test.each(perhapsDone)("%s, what is there was created", async (_, first) => {
    const { flows } = flowsOver({
      CreateSchedule: [first, there],
      DescribeSchedule: ok({ ScheduleName: "daily", ScheduleId: "s-1" }),
    });

    expect(await flows.schedules.create("report", daily)).toMatchObject({ name: "daily", id: "s-1" });
  });

  test.each(perhapsDone)("%s, what is gone was deleted", async (_, first) => {
    const { flows } = flowsOver({ DeleteSchedule: [first, gone] });

    await expect(flows.schedules.delete("report", "daily")).resolves.toBeUndefined();
  });
});

describe("after an attempt that took no effect, since it", () => {
  test.each(notDone)("%s, what is there is somebody else's", async (_, first) => {
    const { flows } = flowsOver({ CreateSchedule: [first, there] });

    await expect(flows.schedules.create("report", daily)).rejects.toSatisfy((error) =>
      isServiceError(error, "ScheduleAlreadyExists"),
    );
  });

  test.each(notDone)("%s, what is gone was not there", async (_, first) => {
    const { flows } = flowsOver({ DeleteSchedule: [first, gone] });

    await expect(flows.schedules.delete("report", "daily")).rejects.toSatisfy((error) =>
      isServiceError(error, "ScheduleNotExists"),
    );
  });
});

test("a schedule cannot have a name that the service has no room for, and nothing is sent", async () => {
  const { flows, send } = flowsOver({});
  const { schedules } = flows;

  for (const refused of [
    schedules.create("report", { ...daily, name: "every day" }),
    schedules.update("report", "", { enabled: false }),
    schedules.describe("report", "1st"),
    schedules.delete("report", "x".repeat(129)),
  ]) {
    await expect(refused).rejects.toSatisfy(isConfigurationError);
  }

  expect(send.requests).toEqual([]);
});
