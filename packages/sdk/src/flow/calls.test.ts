import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isConfigurationError, isFlowDefinitionError } from "../errors/index.ts";
import { printFlow, templateTag } from "../fdl/index.ts";
import { defineFlow, queue, rawRef, topic } from "./index.ts";

const Order = z.object({ id: z.string(), total: z.number(), extras: z.object({ kind: z.string() }) });
const order = defineFlow("order", { input: Order });
const pay = defineFlow("pay-flow", { input: z.object({ total: z.number() }) });

/** The steps of a flow as a person would write them. */
function yamlOf({ tree }: { readonly tree: unknown }): string {
  const text = printFlow(tree as Parameters<typeof printFlow>[0]);
  return text.slice(text.indexOf("steps:"));
}

/** The codes and paths of what the builder refuses. */
function refusals(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    if (!isFlowDefinitionError(error)) throw error;
    return error.diagnostics.map(({ code, path }) => `${code} at ${path.join(".")}`);
  }
  return [];
}

/** The builder without its types: what somebody writes who has none, or talks them away. */
interface Loose {
  [method: string]: (...args: unknown[]) => Loose;
}
const loose = order as never as Loose;

describe("a sub-flow", () => {
  test("is started, awaited or asked to report", () => {
    const flow = order
      .subFlow("start", pay)
      .subFlow("wait", pay, {
        pattern: "sync",
        input: ({ input }) => ({ total: input.total }),
        executionName: ({ context }) => context.execution.name,
        retry: [{ errors: ["CardRefused"], maxAttempts: 2 }],
        catch: [{ errors: ["FnF.ALL"], goto: "ask" }],
        error: ({ local }) => ({ why: local.error }),
        timeoutSeconds: 60,
      })
      .subFlow("ask", pay, {
        pattern: "waitForCallback",
        token: "reportTo",
        executionName: "only-once",
        input: ({ input }) => ({ total: input.total }),
        as: "answer",
        end: true,
      });
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: task
          name: start
          resourceArn: acs:fnf:::flow/pay-flow
          outputMappings:
            - target: start
              source: $local
        - type: task
          name: wait
          resourceArn: acs:fnf:::flow/pay-flow
          pattern: sync
          timeoutSeconds: 60
          inputMappings:
            - target: total
              source: $input.total
            - target: executionName
              source: $context.execution.name
          serviceParams:
            Input: $
            ExecutionName: $.executionName
          outputMappings:
            - target: wait
              source: $local
          errorMappings:
            - target: why
              source: $local.error
          retry:
            - errors:
                - CardRefused
              maxAttempts: 2
          catch:
            - errors:
                - FnF.ALL
              goto: ask
        - type: task
          name: ask
          resourceArn: acs:fnf:::flow/pay-flow
          pattern: waitForCallback
          inputMappings:
            - target: total
              source: $input.total
            - target: reportTo
              source: $context.task.token
          serviceParams:
            Input: $
            ExecutionName: only-once
          outputMappings:
            - target: answer
              source: $local
          end: true
      "
    `);
  });

  test("uses an execution name that its input holds already", () => {
    const named = defineFlow("named", { input: z.object({ childName: z.string() }) });
    const { tree } = order.subFlow("wait", named, {
      input: ({ input }) => ({ childName: input.id }),
      executionName: ({ input }) => input.id,
    });
    expect(tree.steps[0]).toMatchObject({
      inputMappings: [{ target: "childName", source: "$input.id" }],
      serviceParams: { Input: "$", ExecutionName: "$.childName" },
    });
  });
});

describe("a message", () => {
  test("goes to a queue or a topic, and may ask for a report", () => {
    const flow = order
      .message("tell", queue("orders", { region: "cn-hangzhou" }), {
        body: ({ input }) => ({ id: input.id, total: input.total }),
        delaySeconds: 60,
        priority: ({ input }) => input.total,
      })
      .message("news", topic("news"), {
        body: ({ input }) => input.id,
        tag: ({ input }) => input.extras.kind,
        attributes: { mail: { subject: "news" } },
      })
      .message("hello", topic("news"), { body: "hello", output: "merge" })
      .message("ask", queue("questions"), {
        pattern: "waitForCallback",
        timeoutSeconds: 3_600,
        body: ({ input }) => ({ id: input.id }),
        token: "token",
        result: z.object({ yes: z.boolean() }),
        output: ({ input, local }) => ({ id: input.id, yes: local.yes }),
      });
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: task
          name: tell
          resourceArn: acs:mns:cn-hangzhou::/queues/orders/messages
          inputMappings:
            - target: id
              source: $input.id
            - target: total
              source: $input.total
          serviceParams:
            MessageBody: $
            DelaySeconds: 60
            Priority: $.total
          outputMappings:
            - target: tell
              source: $local
        - type: task
          name: news
          resourceArn: acs:mns:::/topics/news/messages
          inputMappings:
            - target: body
              source: $input.id
            - target: tag
              source: $input.extras.kind
          serviceParams:
            MessageBody: $.body
            MessageTag: $.tag
            MessageAttributes:
              mail:
                subject: news
          outputMappings:
            - target: news
              source: $local
        - type: task
          name: hello
          resourceArn: acs:mns:::/topics/news/messages
          serviceParams:
            MessageBody: hello
        - type: task
          name: ask
          resourceArn: acs:mns:::/queues/questions/messages
          pattern: waitForCallback
          timeoutSeconds: 3600
          inputMappings:
            - target: id
              source: $input.id
            - target: token
              source: $context.task.token
          serviceParams:
            MessageBody: $
          outputMappings:
            - target: id
              source: $input.id
            - target: "yes"
              source: $local.yes
      "
    `);
  });

  test("cannot go to what is no queue", () => {
    expect(() => queue("no/name")).toThrow(expect.toSatisfy(isConfigurationError));
    expect(() => topic("")).toThrow(expect.toSatisfy(isConfigurationError));
  });
});

test("an action is given its parameters", () => {
  const flow = order
    .action("read", "ocr:RecognizeIdentityCard", {
      params: ({ input }) => ({ ImageURL: input.id, Side: "face", Options: { deep: [1] } }),
      result: z.object({ Data: z.object({ Name: z.string() }) }),
    })
    .action("roll", "fnf:StartExecution", { output: "merge" })
    .output(({ local }) => ({ name: local.read.Data.Name }));
  expect(yamlOf(flow)).toMatchInlineSnapshot(`
    "steps:
      - type: task
        name: read
        action: ocr:RecognizeIdentityCard
        inputMappings:
          - target: ImageURL
            source: $input.id
        serviceParams:
          ImageURL: $.ImageURL
          Side: face
          Options:
            deep:
              - 1
        outputMappings:
          - target: read
            source: $local
      - type: task
        name: roll
        action: fnf:StartExecution
    outputMappings:
      - target: name
        source: $local.read.Data.Name
    "
  `);
});

describe("raw FDL", () => {
  test("is taken as it is, tags of deployment tools included", () => {
    const flow = order
      .raw("detect", {
        type: "choice",
        choices: [
          { condition: "$.a", steps: [{ type: "pass", name: "inside" }], goto: "end" },
          {
            condition: "!$.b",
            steps: [{ type: "task", name: "tagged", resourceArn: templateTag("!Ref", "shop/audit") }],
          },
        ],
      })
      .pass("read", { output: () => ({ sku: rawRef<string>("$input.legacy") }) })
      .pass("end", { output: () => ({ arn: templateTag("!GetAtt", "queue.Arn") }) });
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: choice
          name: detect
          choices:
            - condition: $.a
              steps:
                - type: pass
                  name: inside
              goto: end
            - condition: "!$.b"
              steps:
                - type: task
                  name: tagged
                  resourceArn: !Ref shop/audit
        - type: pass
          name: read
          outputMappings:
            - target: sku
              source: $input.legacy
        - type: pass
          name: end
          outputMappings:
            - target: arn
              source: !GetAtt queue.Arn
      "
    `);
  });

  test("shares its names with the rest of the flow", () => {
    const inside = {
      type: "foreach",
      iterationMapping: { collection: "$.a", item: "b" },
      steps: [{ type: "pass", name: "in" }],
    };
    expect(refusals(() => loose.raw?.("a", inside)?.pass?.("in"))).toEqual([
      "step-name-duplicate at steps.1",
    ]);
    expect(refusals(() => loose.pass?.("in")?.raw?.("a", inside))).toEqual([
      "step-name-duplicate at steps.1",
    ]);
  });

  test("is copied: what is changed later does not change the flow", () => {
    const step = { type: "pass", outputMappings: [{ target: "a", source: 1 }] } as const;
    const flow = order.raw("a", step);
    (step as never as { outputMappings: object[] }).outputMappings.length = 0;
    expect(flow.tree.steps[0]?.outputMappings).toHaveLength(1);
  });
});

test("the flow's own input may be mapped", () => {
  const flow = defineFlow("mapped", {
    input: Order,
    map: ({ input, context }) => ({ kind: input.extras.kind, name: context.flow.name }),
  }).pass("read", { output: ({ input }) => ({ kind: input.kind }) });
  expect(flow.tree.inputMappings).toEqual([
    { target: "kind", source: "$input.extras.kind" },
    { target: "name", source: "$context.flow.name" },
  ]);
});

describe("what FDL cannot say is refused, with the place", () => {
  type Any = { readonly [key: string]: Any };
  type Given = { input: Any; context: { execution: Any } };

  test.each<[string, () => unknown, string]>([
    [
      "an execution name of the wrong form",
      () => loose.subFlow?.("a", pay, { executionName: "$.x" }),
      "execution-name-form at steps.0",
    ],
    [
      "an execution name by a constant function",
      () => loose.subFlow?.("a", pay, { input: () => ({}), executionName: () => "x" }),
      "execution-name-form at steps.0",
    ],
    [
      "an execution name that would take the place of the default input",
      () => loose.subFlow?.("a", pay, { executionName: ({ input }: Given) => input.id }),
      "input-needed at steps.0",
    ],
    [
      "a key that the token needs",
      () => loose.subFlow?.("a", pay, { pattern: "waitForCallback", input: () => ({ taskToken: 1 }) }),
      "mapping-duplicate at steps.0",
    ],
    [
      "a token without a place in the message",
      () => loose.message?.("a", queue("q"), { body: "x", pattern: "waitForCallback" }),
      "token-without-place at steps.0",
    ],
    [
      "a message that reads as a reference",
      () => loose.message?.("a", queue("q"), { body: "$ 5" }),
      "constant-reads-as-reference at steps.0",
    ],
    [
      "a delay of over seven days",
      () => loose.message?.("a", queue("q"), { body: "x", delaySeconds: 604_801 }),
      "number-out-of-range at steps.0",
    ],
    [
      "a priority of none",
      () => loose.message?.("a", queue("q"), { body: "x", priority: 0 }),
      "number-out-of-range at steps.0",
    ],
    [
      "a parameter under a key of the body",
      () =>
        loose.message?.("a", queue("q"), {
          body: () => ({ priority: 1 }),
          priority: ({ input }: Given) => input.id,
        }),
      "mapping-duplicate at steps.0",
    ],
    ["an action of the wrong form", () => loose.action?.("a", "ocr"), "action-form at steps.0"],
    [
      "parameters that are none",
      () => loose.action?.("a", "ocr:Read", { params: ({ input }: Given) => input }),
      "mapping-form at steps.0",
    ],
    [
      "a nested reference in a parameter",
      () => loose.action?.("a", "ocr:Read", { params: ({ input }: Given) => ({ a: { b: input.c } }) }),
      "reference-nested at steps.0",
    ],
    [
      "a raw reference that is none",
      () => loose.pass?.("a", { output: () => ({ x: rawRef("input.x") }) }),
      "reference-form at steps.0",
    ],
    [
      "a raw step that refers to itself",
      () => {
        const step: Record<string, unknown> = { type: "pass" };
        step.self = step;
        return loose.raw?.("a", step);
      },
      "constant-not-json at steps.0",
    ],
    [
      "a mapping of the flow's input that is none",
      () => defineFlow("x", { input: Order, map: (({ input }: Given) => input) as never }),
      "mapping-form at inputMappings",
    ],
  ])("%s", (_, build, refusal) => {
    expect(refusals(build)).toEqual([refusal]);
  });
});
