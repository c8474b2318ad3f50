import { defineFunction, FlowClient } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { cloudsAndCalls } from "../support/fnf-calls.ts";

// Sources: the pages on choice, parallel and foreach steps (help pages 122497, 122498 and 122499), and on inputs and
// outputs (122493).
const { clouds, call, ended, createFlow } = cloudsAndCalls({ stalledAfterMs: 200 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const price = defineFunction({
  ...{ service: "shop", name: "price" },
  input: z.object({ sku: z.string() }),
  output: z.object({ price: z.number() }),
});
const audit = defineFunction({
  ...{ service: "shop", name: "audit", token: "taskToken" },
  input: z.object({ order: z.string() }),
  output: z.object({ approved: z.boolean() }),
});

const orders = `
version: v1
type: flow
steps:
  - type: foreach
    name: prices
    iterationMapping:
      collection: $.lines
      item: line
    steps:
      - type: task
        name: price
        resourceArn: acs:fc:::services/shop/functions/price
        inputMappings:
          - target: sku
            source: $input.line.sku
    outputMappings:
      - target: prices
        source: $local[*].price
  - type: parallel
    name: checks
    branches:
      - steps:
          - type: task
            name: audit
            resourceArn: acs:fc:::services/shop/functions/audit
            pattern: waitForCallback
            inputMappings:
              - target: order
                source: $context.execution.name
              - target: taskToken
                source: $context.task.token
            serviceParams:
              InvocationType: Async
      - steps:
          - type: wait
            name: cool
            duration: 3600
    outputMappings:
      - target: approved
        source: $local[0].approved
  - type: choice
    name: decide
    choices:
      - condition: $.approved == true && $.prices[0] > 10
        steps:
          - type: pass
            name: ship
            outputMappings:
              - target: shipped
                source: true
        goto: done
    default:
      goto: refuse
  - type: fail
    name: refuse
    error: Refused
  - type: succeed
    name: done
`;

async function startOrder() {
  clouds.implement(price, async ({ sku }) => ({ price: sku.length * 10 }));
  clouds.implement(audit, async (_input, task) => task.defer());
  await createFlow("orders", orders);
  await call("StartExecution", {
    FlowName: "orders",
    ExecutionName: "o-1",
    Input: JSON.stringify({ lines: [{ sku: "pen" }, { sku: "ink" }, { sku: "paper" }] }),
  });
}

test("a flow of a foreach, a parallel and a choice runs over the wire, with a task reported inside a branch", async () => {
  await startOrder();
  const result = ended("orders", "o-1");

  const { execution, input } = await clouds.pending("audit");
  clouds.succeed({ step: "audit", execution }, { approved: true });

  const { Status, Output, StoppedTime } = await result;
  expect(input).toMatchObject({ order: "o-1" });
  expect([Status, JSON.parse(`${Output}`), StoppedTime]).toEqual([
    "Succeeded",
    { prices: [30, 30, 50], approved: true, shipped: true },
    "2026-01-01T01:00:00.000Z",
  ]);
  expect(clouds.calls(price)).toHaveLength(3);
});

test("its history says which branch and which iteration", async () => {
  await startOrder();
  const result = ended("orders", "o-1");
  const execution = { flow: "orders", name: "o-1" };

  await clouds.pending("audit");
  clouds.fail("audit", "AuditorUnavailable");

  expect(await result).toMatchObject({ Status: "Failed" });
  const { Events } = await call("GetExecutionHistory", { FlowName: "orders", ExecutionName: "o-1" });
  const inner = (Events as { Type: string; StepName: string; EventDetail: string }[])
    .filter(({ Type }) => /Branch|Iteration/.test(Type))
    .map(({ Type, StepName, EventDetail }) => `${Type} ${StepName} ${JSON.parse(EventDetail).index}`);
  expect(inner).toEqual([
    ...[0, 1, 2].map((index) => `IterationEntered prices ${index}`),
    ...[0, 1, 2].map((index) => `IterationExited prices ${index}`),
    ...[0, 1].map((index) => `BranchEntered checks ${index}`),
    ...[0, 1].map((index) => `BranchExited checks ${index}`),
  ]);
  expect(clouds.history(execution).at(-1)?.detail).toMatchObject({ error: "AuditorUnavailable" });
});

test("a client reads the result as that of any flow", async () => {
  await createFlow(
    "both",
    `
version: v1
type: flow
steps:
  - type: parallel
    name: both
    branches:
      - steps: [{ type: pass, name: a, outputMappings: [{ target: v, source: 1 }] }]
      - steps: [{ type: pass, name: b, outputMappings: [{ target: v, source: 2 }] }]
    outputMappings: [{ target: all, source: "$local[*].v" }]
`,
  );
  const execution = await new FlowClient(clouds.config).start("both");

  expect(await execution.result()).toEqual({ all: [1, 2] });
});

test("the steps inside a choice see its parent's local where the clouds are set up so", async () => {
  const others = cloudsAndCalls({ choiceLocal: "parent" });
  const flow = `
version: v1
type: flow
steps:
  - { type: pass, name: before, outputMappings: [{ target: n, source: 1 }] }
  - type: choice
    name: decide
    inputMappings: []
    choices: []
    default:
      steps:
        - type: pass
          name: inside
          inputMappings: [{ target: n, source: $local.n }]
          outputMappings: [{ target: seen, source: $input.n }]
`;
  clouds.close();
  others.clouds.listen();
  try {
    await others.createFlow("f", flow);
    await others.call("StartExecution", { FlowName: "f", ExecutionName: "e" });

    expect(await others.ended("f", "e")).toMatchObject({ Status: "Succeeded", Output: '{"n":1,"seen":1}' });
  } finally {
    others.clouds.close();
    clouds.listen();
  }
});

test("which of several iterations is meant, a step's name cannot say; a token can", async () => {
  clouds.implement(audit, async (_input, task) => task.defer());
  await createFlow(
    "each",
    `
version: v1
type: flow
steps:
  - type: foreach
    name: each
    iterationMapping: { collection: $.orders, item: order }
    steps:
      - type: task
        name: audit
        resourceArn: acs:fc:::services/shop/functions/audit
        pattern: waitForCallback
        inputMappings:
          - { target: order, source: $input.order }
          - { target: taskToken, source: $context.task.token }
        serviceParams: { InvocationType: Async }
    outputMappings: [{ target: all, source: "$local[*].approved" }]
`,
  );
  await call("StartExecution", { FlowName: "each", ExecutionName: "e", Input: '{"orders":["a","b"]}' });

  expect(() => clouds.succeed("audit", { approved: true })).toThrow(/2 iterations.*"e" of "each".*token/);
  for (const { token, input } of clouds.pendingTasks()) {
    const Output = JSON.stringify({ approved: input.order === "b" });
    await call("ReportTaskSucceeded", { TaskToken: token, Output });
  }

  expect(await ended("each", "e")).toMatchObject({ Output: '{"all":[false,true]}' });
});
