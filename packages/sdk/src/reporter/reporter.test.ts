import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { lost, ok, refusal, type Script, scriptedSend } from "../../test/support/scripted-send.ts";
import { isContractError, isReportUndeliveredError, isServiceError } from "../errors/index.ts";
import { createReporter, type ReporterConfig, settleAll } from "./index.ts";

const token = "djEjb3JkZXIjb3JkZXItNDIjMiM=";

function reporting(script: Script, options: Partial<ReporterConfig> = {}) {
  const clock = jumpingClock();
  const send = scriptedSend(script);
  const reporter = createReporter({
    region: "cn-hangzhou",
    credentials: { accessKeyId: "id", accessKeySecret: "secret" },
    clock,
    send,
    random: () => 0.5,
    ...options,
  });
  return { clock, send, reporter };
}

describe("success", () => {
  test("is sent as a JSON object and gives the event's id", async () => {
    const { reporter, send } = reporting({ ReportTaskSucceeded: ok({ EventId: 7 }) });

    const outcome = await reporter.succeed(token, { approved: true });

    expect(outcome).toEqual({ outcome: "accepted", eventId: 7 });
    expect(send.requests[0]).toMatchObject({
      method: "POST",
      params: { TaskToken: token, Output: '{"approved":true}' },
    });
  });

  test.each([[[1, 2]], ["text"], [null], [new Date(0)]])(
    "is not sent when its output is %j",
    async (output) => {
      const { reporter, send } = reporting({});

      await expect(reporter.succeed(token, output as object)).rejects.toSatisfy(isContractError);

      expect(send.requests).toEqual([]);
    },
  );
});

describe("failure", () => {
  test("is sent with its name and cause, the cause cut to what the service takes", async () => {
    const { reporter, send } = reporting({ ReportTaskFailed: ok({ EventId: 8 }) });

    await reporter.fail(token, "AuditorUnavailable", "x".repeat(5000));

    const { Error: error, Cause: cause } = send.requests[0]?.params ?? {};
    expect([error, cause?.length]).toEqual(["AuditorUnavailable", 4096]);
  });

  test("has no cause when that is empty, which the service would refuse", async () => {
    const { reporter, send } = reporting({ ReportTaskFailed: ok({ EventId: 8 }) });

    await reporter.fail(token, "AuditorUnavailable", "");

    expect(send.requests[0]?.params).toEqual({ TaskToken: token, Error: "AuditorUnavailable" });
  });

  test.each(["", "x".repeat(129)])("is not sent under a name the service refuses", async (name) => {
    const { reporter, send } = reporting({});

    await expect(reporter.fail(token, name)).rejects.toSatisfy(isContractError);

    expect(send.requests).toEqual([]);
  });
});

test.each(["", ` ${token}`, `${token}\n`, `"${token}"`, `'${token}'`, undefined, null, 42, [token]])(
  "a token that is none is not sent: %j",
  async (given) => {
    const { reporter, send } = reporting({});

    const error = await reporter.succeed(given as string, {}).catch((thrown: unknown) => thrown);

    expect(isContractError(error)).toBe(true);
    expect(String(error)).not.toContain(token);
    expect(send.requests).toEqual([]);
  },
);

describe("many reports", () => {
  const tokens = Array.from({ length: 500 }, (_, index) =>
    Buffer.from(`v1#fan-in#job-1#${index}#`).toString("base64"),
  );

  test("keep to the rate that the service allows, and are all there as soon as it allows", async () => {
    const { reporter, send, clock } = reporting(
      { ReportTaskSucceeded: ok({ EventId: 7 }) },
      { rate: "documented" },
    );

    const outcomes = await settleAll(
      reporter,
      tokens.map((one) => ({ token: one, output: {} })),
    );

    expect(outcomes).toEqual(Array(500).fill({ outcome: "accepted", eventId: 7 }));
    expect(send.requests.map(({ params }) => params.TaskToken)).toEqual(tokens);
    // 10 at once, then 2 a second.
    expect(clock.now()).toBe(245_000);
  });

  test("are each told what became of them", async () => {
    const { reporter } = reporting({
      ReportTaskSucceeded: [ok({ EventId: 7 }), refusal(400, "TaskAlreadyCompleted")],
      ReportTaskFailed: [ok({ EventId: 9 }), refusal(403, "AccessDenied")],
    });

    const outcomes = await settleAll(reporter, [
      { token, output: {} },
      { token, error: "Refused" },
      { token, output: {} },
      { token, error: "Refused", cause: "no" },
      { token: "", output: {} },
    ]);

    expect(outcomes).toMatchObject([
      { outcome: "accepted", eventId: 7 },
      { outcome: "accepted", eventId: 9 },
      { outcome: "alreadyCompleted" },
      { outcome: "failed", failure: { serviceCode: "AccessDenied" } },
      { outcome: "failed", failure: { code: "CONTRACT" } },
    ]);
  });

  test("wait as long as others use up the rate", async () => {
    const { reporter, send } = reporting(
      { ReportTaskSucceeded: [...Array(15).fill(refusal(429, "ResourceThrottled")), ok({ EventId: 7 })] },
      { rate: "documented" },
    );

    await expect(reporter.succeed(token, {})).resolves.toMatchObject({ outcome: "accepted" });

    expect(send.requests).toHaveLength(16);
  });
});

test("a report is sent again while the service cannot take it", async () => {
  const { reporter, send } = reporting({
    ReportTaskSucceeded: [
      refusal(409, "TaskInvalidState"),
      refusal(429, "ResourceThrottled"),
      refusal(500, "InternalServerError"),
      lost("ECONNRESET"),
      ok({ EventId: 9 }),
    ],
  });

  await expect(reporter.succeed(token, {})).resolves.toEqual({ outcome: "accepted", eventId: 9 });

  expect(send.requests).toHaveLength(5);
});

test("a task that was settled before is an outcome, not an error", async () => {
  const { reporter } = reporting({
    ReportTaskFailed: refusal(400, "TaskAlreadyCompleted", `Task ${token} has already completed.`),
  });

  await expect(reporter.fail(token, "Refused")).resolves.toEqual({ outcome: "alreadyCompleted" });
});

test("an unknown token is the service's error, and not shown in it", async () => {
  const { reporter, send } = reporting({
    ReportTaskSucceeded: refusal(400, "InvalidArgument", `Task token ${token} is not valid.`),
  });

  const error = await reporter.succeed(token, {}).catch((thrown: unknown) => thrown);

  expect(isServiceError(error, "InvalidArgument")).toBe(true);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(token);
  expect(send.requests).toHaveLength(1);
});

describe("a report that cannot be delivered", () => {
  test("is given up after ten attempts, with the last failure as the cause", async () => {
    const { reporter } = reporting({ ReportTaskSucceeded: refusal(429, "ResourceThrottled") });

    const error = await reporter.succeed(token, {}).catch((thrown: unknown) => thrown);

    expect(isReportUndeliveredError(error) && error.attempts).toBe(10);
    expect(error).toMatchObject({ cause: { serviceCode: "ResourceThrottled" } });
  });

  test("is tried until the deadline when there is one", async () => {
    const { reporter, clock } = reporting({ ReportTaskSucceeded: lost("ECONNRESET") });

    const error = await reporter.succeed(token, {}, { deadline: 600_000 }).catch((thrown: unknown) => thrown);

    expect(isReportUndeliveredError(error) && error.attempts).toBeGreaterThan(30);
    expect(clock.now()).toBeGreaterThan(580_000);
    expect(clock.now()).toBeLessThan(600_000);
  });

  test("is not even tried when the deadline has passed", async () => {
    const { reporter, send, clock } = reporting({ ReportTaskSucceeded: ok({ EventId: 1 }) });
    clock.advance(1000);

    const report = reporter.succeed(token, {}, { deadline: 1000 });

    await expect(report).rejects.toSatisfy(
      (error) => isReportUndeliveredError(error) && error.attempts === 0,
    );
    expect(send.requests).toEqual([]);
  });
});
