import { expectTypeOf, test } from "vitest";
import { type Execution, FlowClient, isHistoryEvent, type SettledResult } from "../../src/client/index.ts";
import type { JsonObject } from "../../src/contract/index.ts";
import type { FnfkitError } from "../../src/errors/index.ts";
import type { FlowDefinition } from "../../src/flow/index.ts";

interface Order {
  readonly id: string;
}

interface Receipt {
  readonly receipt: string;
}

declare const orderFlow: FlowDefinition<Order, Receipt>;
const flows = new FlowClient({ region: "cn-hangzhou" });

test("an execution's result is the flow's output", async () => {
  const execution = await flows.start(orderFlow, { input: { id: "42" } });

  expectTypeOf(execution).toEqualTypeOf<Execution<Receipt>>();
  expectTypeOf(await execution.result()).toEqualTypeOf<Receipt>();
  expectTypeOf(flows.execution(orderFlow, "order-42")).toEqualTypeOf<Execution<Receipt>>();
});

test("an input is the flow's", () => {
  // @ts-expect-error the id is a string
  void flows.start(orderFlow, { input: { id: 42 } });
  // @ts-expect-error the id is missing
  void flows.start(orderFlow, { input: {} });
  // @ts-expect-error the input is missing
  void flows.start(orderFlow, { name: "order-42" });
});

test("a flow known by its name alone is untyped", async () => {
  const execution = await flows.start("order", { input: { anything: 1 } });

  expectTypeOf(await execution.result()).toEqualTypeOf<JsonObject>();
  await flows.start("order");
});

test("what is deployed has a role", () => {
  expectTypeOf(flows.deploy(orderFlow, { roleArn: "acs:ram::1:role/flows" })).resolves.toEqualTypeOf<
    "created" | "updated" | "unchanged"
  >();
  void flows.deploy({ name: "order", definition: "" }, { roleArn: "acs:ram::1:role/flows" });
  // @ts-expect-error without a role no task can run
  void flows.deploy(orderFlow, {});
});

test("events are told apart by their types", async () => {
  for await (const event of flows.execution("order", "order-42").events({ follow: true })) {
    expectTypeOf(event.detail).toExtend<JsonObject>();
    if (isHistoryEvent(event, "StepEntered", "StepStarted")) {
      expectTypeOf(event.type).toEqualTypeOf<"StepEntered" | "StepStarted">();
      expectTypeOf(event.detail.input).toEqualTypeOf<JsonObject>();
    }
    if (isHistoryEvent(event, "TaskFailed")) {
      expectTypeOf(event.detail.error).toEqualTypeOf<string | undefined>();
    }
    if (!isHistoryEvent(event)) continue;
    switch (event.type) {
      case "StepExited":
        expectTypeOf(event.detail.local).toEqualTypeOf<JsonObject>();
        break;
      // @ts-expect-error no such type is documented
      case "StepForgotten":
        break;
    }
  }
});

test("the results of many keep each its type", async () => {
  const order = flows.execution(orderFlow, "order-42");
  const [first, second] = await flows.results([order, flows.execution("other", "o")]);

  if (first.outcome === "succeeded") expectTypeOf(first.output).toEqualTypeOf<Receipt>();
  if (second.outcome === "succeeded") expectTypeOf(second.output).toEqualTypeOf<JsonObject>();
  if (first.outcome === "failed") expectTypeOf(first.failure).toEqualTypeOf<FnfkitError>();
  const many: Execution<Receipt>[] = [order];
  expectTypeOf(await flows.results(many)).toEqualTypeOf<SettledResult<Receipt>[]>();
});

test("an idempotent start needs a name, and a synchronous one gives the flow's output", async () => {
  const input = { id: "42" };
  expectTypeOf(await flows.startOrAttach(orderFlow, { name: "order-42", input })).toEqualTypeOf<
    Execution<Receipt>
  >();
  // @ts-expect-error a new name attaches to nothing
  void flows.startOrAttach(orderFlow, { input });
  expectTypeOf((await flows.startSync(orderFlow, { input })).output).toEqualTypeOf<Receipt>();
});

test("a list of executions without what is heavy has none of it", async () => {
  for await (const execution of flows.executions(orderFlow, { status: "Failed" })) {
    expectTypeOf(execution.input).toEqualTypeOf<JsonObject>();
  }
  for await (const execution of flows.executions("order", { metadataOnly: true })) {
    expectTypeOf(execution.name).toEqualTypeOf<string>();
    // @ts-expect-error it was left out
    void execution.input;
  }
  // @ts-expect-error no such status
  void flows.executions("order", { status: "Done" });
});

test("credentials are given whole", () => {
  // @ts-expect-error the secret is missing
  new FlowClient({ region: "cn-hangzhou", credentials: { accessKeyId: "id" } });
});
