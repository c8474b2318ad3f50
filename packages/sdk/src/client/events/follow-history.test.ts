import { expect, test } from "vitest";
import { flowsOver } from "../../../test/support/flows.ts";
import { lost, ok, refusal, type Script } from "../../../test/support/scripted-send.ts";
import { isAbortError } from "../../errors/index.ts";

const event = (EventId: number, Type: string) => ({
  EventId,
  ScheduleEventId: EventId - 1,
  Type,
  StepName: Type.startsWith("Step") ? "reserve" : "",
  Time: "2026-01-02T03:04:05.678Z",
  EventDetail: "{}",
});
const page = (...events: readonly ReturnType<typeof event>[]) => ok({ Events: events });
const running = ok({ Status: "Running" });
const succeeded = ok({ Status: "Succeeded", Output: "{}" });
const whole = [event(1, "ExecutionStarted"), event(2, "StepEntered"), event(3, "ExecutionSucceeded")];

function following(script: Script) {
  const { flows, ...rest } = flowsOver(script);
  const controller = new AbortController();
  const execution = flows.execution("order", "order-42");
  return { ...rest, controller, events: execution.events({ follow: true, signal: controller.signal }) };
}

test("events come once each, as they happen, until the execution has ended", async () => {
  const { events, send } = following({
    GetExecutionHistory: [page(...whole.slice(0, 1)), page(...whole.slice(0, 2)), page(...whole)],
    DescribeExecution: [running, succeeded],
  });

  const seen = [];
  for await (const { id, type } of events) seen.push([id, type]);

  expect(seen).toEqual([
    [1, "ExecutionStarted"],
    [2, "StepEntered"],
    [3, "ExecutionSucceeded"],
  ]);
  expect(send.actions.at(-1)).toBe("GetExecutionHistory");
});

test("only the last page is read again", async () => {
  const { events, send } = following({
    GetExecutionHistory: [ok({ Events: whole.slice(0, 2), NextToken: "3" }), page(), page(...whole.slice(2))],
    DescribeExecution: succeeded,
  });

  for await (const _ of events);

  const tokens = send.requests
    .filter(({ action }) => action === "GetExecutionHistory")
    .map(({ params }) => params.NextToken);
  expect(tokens).toEqual([undefined, "3", "3"]);
});

test("the longer nothing happens, the less often it is looked", async () => {
  const { events, send } = following({
    GetExecutionHistory: [
      ...Array(6).fill(page(...whole.slice(0, 1))),
      page(...whole.slice(0, 2)),
      page(...whole),
    ],
    DescribeExecution: [...Array(7).fill(running), succeeded],
  });

  for await (const _ of events);

  const waits = send.requests.flatMap(({ params: { WaitTimeSeconds } }) => WaitTimeSeconds ?? []);
  expect(waits).toEqual(["1", "2", "4", "8", "15", "15", "1", "1"]);
});

test("lost connections and throttling do no harm", async () => {
  const trouble = [lost("ECONNRESET"), refusal(429, "ResourceThrottled")];
  const { events } = following({
    GetExecutionHistory: [...trouble, page(...whole.slice(0, 2)), ...trouble, page(...whole)],
    DescribeExecution: [...trouble, succeeded],
  });

  const seen = [];
  for await (const { id } of events) seen.push(id);

  expect(seen).toEqual([1, 2, 3]);
});

test("an aborted signal ends it", async () => {
  const { events, controller } = following({
    GetExecutionHistory: page(...whole.slice(0, 1)),
    DescribeExecution: running,
  });

  const read = (async () => {
    for await (const _ of events) controller.abort("enough");
  })();

  await expect(read).rejects.toSatisfy((error) => isAbortError(error) && error.cause === "enough");
});

test("limits of a call begin where the service has held it", async () => {
  const { flows, send } = flowsOver({
    GetExecutionHistory: page(...whole),
    DescribeExecution: succeeded,
  });
  const events = flows
    .execution("order", "order-42")
    .events({ follow: true, timeoutMs: 500, attemptTimeoutMs: 300, maxAttempts: 2 });

  for await (const _ of events);

  const look = send.requests.find(({ action }) => action === "DescribeExecution");
  expect(look?.timeoutMs).toBe(1_300);
});
