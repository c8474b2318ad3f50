import { describe, expect, test } from "vitest";
import { flowsOver, orderFlow } from "../../test/support/flows.ts";
import { lost, ok, refusal, type Script } from "../../test/support/scripted-send.ts";
import {
  isAbortError,
  isContractError,
  isExecutionFailedError,
  isServiceError,
  isTimeoutError,
} from "../errors/index.ts";

const started = { FlowName: "order", Name: "order-42", StartedTime: "2026-01-02T03:04:05.678Z" };
const running = ok({ ...started, Status: "Running", Input: '{"id":"42"}', Output: "", StoppedTime: "" });
const succeeded = ok({ ...started, Status: "Succeeded", Output: '{"receipt":"r-42"}' });
const ended = (Status: string) => ok({ ...started, Status, Output: "" });

function order42(script: Script) {
  const { flows, ...rest } = flowsOver(script);
  return { execution: flows.execution(orderFlow, "order-42"), ...rest };
}

test("a description reads as ordinary data, without the service's empty strings", async () => {
  const { execution } = order42({ DescribeExecution: running });

  await expect(execution.describe()).resolves.toEqual({
    flowName: "order",
    name: "order-42",
    status: "Running",
    input: { id: "42" },
    output: undefined,
    flowDefinition: undefined,
    environment: [],
    startedTime: new Date("2026-01-02T03:04:05.678Z"),
    stoppedTime: undefined,
  });
});

describe("the result", () => {
  test("is waited for with long polls, one after another", async () => {
    const fresh = ok({ ...started, Status: "" });
    const { execution, send, clock } = order42({ DescribeExecution: [fresh, running, succeeded] });

    await expect(execution.result()).resolves.toEqual({ receipt: "r-42" });

    expect(send.requests.map(({ params }) => params.WaitTimeSeconds)).toEqual(["60", "60", "60"]);
    expect(clock.sleeps).toEqual([]);
  });

  test("survives throttling and lost connections", async () => {
    const trouble = [...Array(12).fill(refusal(429, "ResourceThrottled")), lost("ECONNRESET")];
    const { execution, clock, send } = order42({ DescribeExecution: [running, ...trouble, succeeded] });

    await expect(execution.result()).resolves.toEqual({ receipt: "r-42" });

    expect(send.requests).toHaveLength(15);
    // Each time it has backed off, and the reserve that all who wait share was taken for used up.
    expect(clock.sleeps.length).toBeGreaterThanOrEqual(13);
  });

  test("is waited for no longer than allowed", async () => {
    const { execution, send, clock } = order42({
      DescribeExecution: ({ params }) => {
        clock.advance(Number(params.WaitTimeSeconds) * 1000);
        return running;
      },
    });

    const failure = execution.result({ timeoutMs: 90_500 });

    await expect(failure).rejects.toSatisfy((error) => isTimeoutError(error) && error.timeoutMs === 90_500);
    expect(send.requests.map(({ params }) => params.WaitTimeSeconds)).toEqual(["60", "31"]);
  });

  test("is no longer waited for once the signal is aborted", async () => {
    const controller = new AbortController();
    const { execution } = order42({
      DescribeExecution: () => {
        controller.abort("enough");
        return running;
      },
    });

    await expect(execution.result({ signal: controller.signal })).rejects.toSatisfy(
      (error) => isAbortError(error) && error.cause === "enough",
    );
  });

  test("is refused when it does not fit the flow's schema", async () => {
    const { execution } = order42({
      DescribeExecution: ok({ ...started, Status: "Succeeded", Output: "{}" }),
    });

    await expect(execution.result()).rejects.toSatisfy(
      (error) => isContractError(error) && error.side === "output" && error.contract === "order",
    );
  });

  test("of a failed execution is the failure, found at the end of a history of several pages", async () => {
    const detail = JSON.stringify({ error: "AuditorUnavailable", cause: "on holiday" });
    const event = (EventId: number, Type: string, StepName = "") => ({
      EventId,
      ScheduleEventId: EventId - 1,
      Type,
      StepName,
      Time: "2026-01-02T03:04:05.678Z",
      EventDetail: detail,
    });
    const { execution, send } = order42({
      DescribeExecution: ended("Failed"),
      GetExecutionHistory: [
        ok({ Events: [event(1, "ExecutionStarted")], NextToken: "2" }),
        ok({ Events: [event(2, "StepFailed", "audit"), event(3, "ExecutionFailed")] }),
      ],
    });

    const error = await execution.result().catch((thrown: unknown) => thrown);

    expect(isExecutionFailedError(error)).toBe(true);
    expect(error).toMatchObject({
      flow: "order",
      execution: "order-42",
      status: "Failed",
      step: "audit",
      error: "AuditorUnavailable",
      cause: "on holiday",
    });
    expect(send.requests.at(-1)?.params.NextToken).toBe("2");
  });

  test.each(["TimedOut", "Stopped"])("of an execution that ended as %s is a failure too", async (status) => {
    const { execution } = order42({
      DescribeExecution: ended(status),
      GetExecutionHistory: ok({ Events: [] }),
    });

    await expect(execution.result()).rejects.toSatisfy(
      (error) => isExecutionFailedError(error) && error.status === status,
    );
  });
});

describe("stopping", () => {
  test("tells the service why, and is done when the execution is stopped, which the answer does not say", async () => {
    const { execution, send } = order42({
      StopExecution: running,
      DescribeExecution: [running, ended("Stopped")],
    });

    await execution.stop({ error: "Cancelled", cause: "by the customer" });

    expect(send.requests[0]?.params).toEqual({
      FlowName: "order",
      ExecutionName: "order-42",
      Error: "Cancelled",
      Cause: "by the customer",
    });
    expect(send.actions).toEqual(["StopExecution", "DescribeExecution", "DescribeExecution"]);
  });

  test("succeeds when an attempt whose answer was lost did stop it", async () => {
    const { execution } = order42({
      StopExecution: [lost("ECONNRESET"), refusal(400, "ExecutionAlreadyCompleted")],
      DescribeExecution: ended("Stopped"),
    });

    await expect(execution.stop()).resolves.toEqual({ jobs: [] });
  });

  test.each([
    ["has ended by itself", [refusal(400, "ExecutionAlreadyCompleted")]],
    ["ends by itself meanwhile", [running, refusal(400, "ExecutionAlreadyCompleted")]],
  ])("fails when the execution %s", async (_, StopExecution) => {
    const { execution } = order42({ StopExecution, DescribeExecution: succeeded });

    await expect(execution.stop()).rejects.toSatisfy((error) =>
      isServiceError(error, "ExecutionAlreadyCompleted"),
    );
  });
});

test("the history is read page by page, as far as it is wanted", async () => {
  const page = (EventId: number) =>
    ok({
      Events: [
        {
          EventId,
          ScheduleEventId: 0,
          Type: "StepEntered",
          StepName: "reserve",
          Time: "2026-01-02T03:04:05.678Z",
          EventDetail: '{"input":{"id":"42"}}',
        },
      ],
      NextToken: String(EventId + 1),
    });
  const { execution, send } = order42({ GetExecutionHistory: [page(1), page(2), page(3)] });

  for await (const event of execution.history()) {
    expect(event).toMatchObject({
      scheduleId: 0,
      type: "StepEntered",
      step: "reserve",
      time: new Date("2026-01-02T03:04:05.678Z"),
      detail: { input: { id: "42" } },
    });
    if (event.id === 2) break;
  }

  expect(send.requests).toHaveLength(2);
});
