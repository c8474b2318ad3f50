import { describe, expect, test } from "vitest";
import { flowsOver, type Order, orderFlow } from "../../test/support/flows.ts";
import { lost, ok, refusal } from "../../test/support/scripted-send.ts";
import type { JsonObject } from "../contract/index.ts";
import {
  isConfigurationError,
  isConnectionError,
  isContractError,
  isExecutionFailedError,
  isServiceError,
} from "../errors/index.ts";
import { isExecutionAlreadyExistsError } from "./index.ts";

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

  test.each(["", "42", "order 42", "orders/42", "x".repeat(129)])(
    "refuses what cannot be a name of an execution or a flow, before anything is sent: %j",
    async (name) => {
      const { flows, send } = flowsOver({});

      for (const refused of [
        flows.start("order", { name }),
        flows.startOrAttach("order", { name }),
        flows.start(name),
      ]) {
        await expect(refused).rejects.toSatisfy(isConfigurationError);
      }

      expect(send.requests).toEqual([]);
    },
  );

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

  describe("under a name that nobody else knows, when an attempt whose answer was lost has ended meanwhile,", () => {
    const lostStart = [lost("ECONNRESET"), refusal(400, "ExecutionAlreadyExists")];
    const present = (Input: string) => ok({ Status: "Succeeded", Input });

    test("attaches to what that one started", async () => {
      const { flows, send } = flowsOver({
        StartExecution: lostStart,
        DescribeExecution: present('{ "id": "42" }'),
      });

      const execution = await flows.start(orderFlow, { input });

      expect(execution.name).toBe(send.requests[0]?.params.ExecutionName);
    });

    test("does not take another's for its own", async () => {
      const { flows } = flowsOver({ StartExecution: lostStart, DescribeExecution: present('{"id":"41"}') });

      await expect(flows.start(orderFlow, { input })).rejects.toSatisfy((error) =>
        isServiceError(error, "ExecutionAlreadyExists"),
      );
    });
  });

  test("passes on that the caller's name was used before, with the execution that has it", async () => {
    const { flows } = flowsOver({
      StartExecution: refusal(400, "ExecutionAlreadyExists"),
      DescribeExecution: ok({ Status: "Succeeded", Output: '{"receipt":"r-42"}' }),
    });

    const error = await flows
      .start(orderFlow, { name: "order-42", input })
      .catch((thrown: unknown) => thrown);

    expect(isServiceError(error, "ExecutionAlreadyExists")).toBe(true);
    if (!isExecutionAlreadyExistsError(error)) expect.unreachable();
    expect(error.execution).toMatchObject({ flow: "order", name: "order-42" });
    await expect(error.execution.result()).resolves.toEqual({ receipt: "r-42" });
  });

  test("or attaches to the one that has the name, for callers that come twice", async () => {
    const { flows } = flowsOver({
      StartExecution: [ok(), refusal(400, "ExecutionAlreadyExists"), refusal(404, "FlowNotExists")],
    });
    const start = () => flows.startOrAttach(orderFlow, { name: "order-42", input });

    expect((await start()).name).toBe("order-42");
    expect((await start()).name).toBe("order-42");
    await expect(start()).rejects.toSatisfy((error) => isServiceError(error, "FlowNotExists"));
  });

  test("hands a parent's task token on, and runs a version or an alias", async () => {
    const { flows, send } = flowsOver({ StartExecution: ok() });

    await flows.start("order", { name: "order-42", qualifier: "prod", callbackTaskToken: "token" });

    expect(send.requests[0]?.params).toMatchObject({ Qualifier: "prod", CallbackFnFTaskToken: "token" });
  });
});

describe("starting and waiting at once, which only Express flows do,", () => {
  const answered = (fields: JsonObject) =>
    ok({ FlowName: "order", Name: "order-42:1f2e", StartedTime: "2026-01-02T03:04:05.678Z", ...fields });

  test("gives the output under the name that the service made of the caller's", async () => {
    const { flows, send } = flowsOver({
      StartSyncExecution: answered({
        ...{ Status: "Succeeded", Output: '{"receipt":"r-42"}', ErrorCode: "", ErrorMessage: "" },
        ...{ StoppedTime: "2026-01-02T03:04:06.678Z", Environment: { Variables: [] } },
      }),
    });

    const execution = await flows.startSync(orderFlow, { name: "order-42", input, qualifier: "1" });

    expect(execution).toEqual({
      flowName: "order",
      name: "order-42:1f2e",
      status: "Succeeded",
      startedTime: new Date("2026-01-02T03:04:05.678Z"),
      stoppedTime: new Date("2026-01-02T03:04:06.678Z"),
      output: { receipt: "r-42" },
      environment: [],
    });
    expect(send.requests[0]?.params).toEqual({
      ...{ FlowName: "order", ExecutionName: "order-42", Input: '{"id":"42"}', Qualifier: "1" },
    });
  });

  test.each([
    ["whose status says so", { Status: "TimedOut", Output: "" }, "TimedOut", ""],
    [
      "whose answer has an error",
      { Status: "", ErrorCode: "OutOfStock", ErrorMessage: "no tea" },
      "Failed",
      "OutOfStock",
    ],
  ])("throws for a failure %s", async (_, fields, status, error) => {
    const { flows } = flowsOver({ StartSyncExecution: answered(fields) });

    await expect(flows.startSync("order")).rejects.toSatisfy(
      (thrown) => isExecutionFailedError(thrown) && thrown.status === status && thrown.error === error,
    );
  });

  test("is not done twice when an answer was lost", async () => {
    const { flows, send } = flowsOver({ StartSyncExecution: lost("ECONNRESET") });

    await expect(flows.startSync("order")).rejects.toSatisfy(isConnectionError);

    expect(send.requests).toHaveLength(1);
  });

  test("refuses an output that does not fit", async () => {
    const { flows } = flowsOver({ StartSyncExecution: answered({ Status: "Succeeded", Output: "{}" }) });

    await expect(flows.startSync(orderFlow, { input })).rejects.toSatisfy(isContractError);
  });
});

test("reports go through the same transport", async () => {
  const { flows, send } = flowsOver({ ReportTaskSucceeded: ok({ EventId: 3 }) });

  await flows.report.succeed("token", { approved: true });

  expect(send.actions).toEqual(["ReportTaskSucceeded"]);
});
