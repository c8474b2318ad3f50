import { expectTypeOf, test } from "vitest";
import { type Execution, FlowClient } from "../../src/client/index.ts";
import type { JsonObject } from "../../src/contract/index.ts";
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

test("credentials are given whole", () => {
  // @ts-expect-error the secret is missing
  new FlowClient({ region: "cn-hangzhou", credentials: { accessKeyId: "id" } });
});
