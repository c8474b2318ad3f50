import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { flowsOver, orderFlow } from "../../test/support/flows.ts";
import { ok } from "../../test/support/scripted-send.ts";
import { isAbortError, isExecutionFailedError, isTimeoutError } from "../errors/index.ts";
import type { FnfRequest } from "../transport/index.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `order-${index}`);

function outcomeOf({ params: { ExecutionName } }: FnfRequest) {
  return ExecutionName === "order-1"
    ? ok({ Status: "Failed" })
    : ok({ Status: "Succeeded", Output: JSON.stringify({ receipt: ExecutionName }) });
}

describe("the results of many", () => {
  test("come in their order, whether good or bad, with one history read for each failure", async () => {
    const { flows, send } = flowsOver({
      DescribeExecution: outcomeOf,
      GetExecutionHistory: ok({ Events: [] }),
    });

    const results = await flows.results(names(3).map((name) => flows.execution(orderFlow, name)));

    expect(results).toMatchObject([
      { outcome: "succeeded", output: { receipt: "order-0" }, execution: { name: "order-0" } },
      { outcome: "failed", execution: { name: "order-1" } },
      { outcome: "succeeded", output: { receipt: "order-2" } },
    ]);
    expect(results[1]?.outcome === "failed" && isExecutionFailedError(results[1].failure)).toBe(true);
    expect(send.actions.filter((action) => action === "GetExecutionHistory")).toHaveLength(1);
  });

  test("keep to the rate that the service documents: fifty at once, then five a second", async () => {
    const { flows, clock } = flowsOver({ DescribeExecution: outcomeOf, GetExecutionHistory: ok() });
    const executions = names(60).map((name) => flows.execution("order", name));

    const results = await flows.results(executions);

    expect(results).toHaveLength(60);
    expect(clock.now()).toBe(2_000);
  });

  test("keep to another rate when the client has one", async () => {
    const rates = { describe: { burst: 60, perSecond: 1 } };
    const { flows, clock } = flowsOver(
      { DescribeExecution: outcomeOf, GetExecutionHistory: ok() },
      { rates },
    );

    await flows.results(names(60).map((name) => flows.execution("order", name)));

    expect(clock.now()).toBe(0);
  });

  test("that do not come in time have failed", async () => {
    let looks = 0;
    const { flows, clock } = flowsOver({
      DescribeExecution: (request) => {
        if (request.params.ExecutionName === "order-0") return outcomeOf(request);
        if (++looks === 2) clock.advance(60_000);
        return ok({ Status: "Running" });
      },
    });
    const executions = ["order-0", "order-9"].map((name) => flows.execution("order", name));

    const results = await flows.results(executions, { timeoutMs: 60_000 });

    expect(results.map(({ outcome }) => outcome)).toEqual(["succeeded", "failed"]);
    expect(results[1]?.outcome === "failed" && isTimeoutError(results[1].failure)).toBe(true);
  });

  test("are no longer waited for once the signal is aborted", async () => {
    const { flows } = flowsOver({ DescribeExecution: ok({ Status: "Running" }) });
    const signal = AbortSignal.abort("enough");

    await expect(flows.results([flows.execution("order", "order-0")], { signal })).rejects.toSatisfy(
      (error) => isAbortError(error) && error.cause === "enough",
    );
  });

  test("that no credentials could be had for have failed, and the hooks and the caller learn no secret", async () => {
    const told: unknown[] = [];
    let turn = 0;
    const { flows } = flowsOver(
      { DescribeExecution: outcomeOf },
      {
        credentials: () => {
          if (++turn === 1) throw new Error("planted-secret");
          return { accessKeyId: "id", accessKeySecret: "secret" };
        },
        hooks: { onResponse: ({ failure }) => told.push(failure) },
      },
    );

    const results = await flows.results(["order-0", "order-2"].map((name) => flows.execution("order", name)));

    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "succeeded"]);
    expect(results[0]).toMatchObject({ failure: { code: "CONFIGURATION" } });
    expect(inspect([results, told])).not.toContain("planted-secret");
  });

  test("whose credentials function is stopped by the caller's signal are aborted", async () => {
    const controller = new AbortController();
    const { flows } = flowsOver(
      {},
      {
        credentials: () => {
          controller.abort("enough");
          throw new Error("stopped");
        },
      },
    );
    const { signal } = controller;

    await expect(flows.results([flows.execution("order", "order-0")], { signal })).rejects.toSatisfy(
      (error) => isAbortError(error) && error.cause === "enough",
    );
  });

  test("that are many and share a signal are warned of by nobody", async () => {
    const { flows } = flowsOver({ DescribeExecution: outcomeOf, GetExecutionHistory: ok({ Events: [] }) });
    const { signal } = new AbortController();
    const listen = vi.spyOn(signal, "addEventListener");

    await flows.results(
      names(40).map((name) => flows.execution(orderFlow, name)),
      { signal },
    );

    expect(listen.mock.calls.length).toBeLessThanOrEqual(10);
  });
});
