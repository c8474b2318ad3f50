import { describe, expect, test } from "vitest";
import { flowsOver, type Order, orderFlow } from "../../test/support/flows.ts";
import { lost, ok, refusal } from "../../test/support/scripted-send.ts";
import { isContractError, isServiceError } from "../errors/index.ts";

const input: Order = { id: "42" };

describe("starting", () => {
  test("sends the name and the input as JSON", async () => {
    const { flows, send } = flowsOver({ StartExecution: ok({ Status: "" }) });

    const execution = await flows.start(orderFlow, { name: "order-42", input });

    expect([execution.flow, execution.name]).toEqual(["order", "order-42"]);
    expect(send.requests[0]?.params).toEqual({
      FlowName: "order",
      ExecutionName: "order-42",
      Input: '{"id":"42"}',
    });
  });

  test("gives each execution a name of its own when the caller gives none", async () => {
    const { flows } = flowsOver({ StartExecution: ok() });

    const [one, other] = [await flows.start("order"), await flows.start("order")];

    expect(one.name).toMatch(/^[A-Za-z_][\w-]{0,127}$/);
    expect(one.name).not.toBe(other.name);
  });

  test("refuses an input that does not fit, before anything is sent", async () => {
    const { flows, send } = flowsOver({});

    const failure = flows.start(orderFlow, { input: { id: 42 } as unknown as Order });

    await expect(failure).rejects.toSatisfy((error) => isContractError(error) && error.side === "input");
    expect(send.requests).toEqual([]);
  });

  test("sends the same name again after a lost answer", async () => {
    const { flows, send } = flowsOver({ StartExecution: [lost("ECONNRESET"), ok()] });

    await flows.start("order");

    const [first, second] = send.requests.map(({ params }) => params.ExecutionName);
    expect(first).toBe(second);
  });

  test("attaches when the attempt whose answer was lost has ended meanwhile, under a name nobody else knows", async () => {
    const { flows, send } = flowsOver({
      StartExecution: [lost("ECONNRESET"), refusal(400, "ExecutionAlreadyExists")],
    });

    const execution = await flows.start("order");

    expect(execution.name).toBe(send.requests[0]?.params.ExecutionName);
  });

  test("passes on that the caller's name was used before", async () => {
    const { flows } = flowsOver({ StartExecution: refusal(400, "ExecutionAlreadyExists") });

    await expect(flows.start(orderFlow, { name: "order-42", input })).rejects.toSatisfy((error) =>
      isServiceError(error, "ExecutionAlreadyExists"),
    );
  });
});

test("reports go through the same transport", async () => {
  const { flows, send } = flowsOver({ ReportTaskSucceeded: ok({ EventId: 3 }) });

  await flows.report.succeed("token", { approved: true });

  expect(send.actions).toEqual(["ReportTaskSucceeded"]);
});
