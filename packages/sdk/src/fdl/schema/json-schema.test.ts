import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import published from "../../../flow.schema.json" with { type: "json" };
import { flowJsonSchema } from "../../../test/support/flow-json-schema.ts";

// zod reads no conditions: what each says of its type is the same as one of all types.
const { step, ...others } = published.definitions;
const readable = {
  ...published,
  definitions: { ...others, step: { oneOf: step.allOf.map((one) => one.then) } },
};
const schema = z.fromJSONSchema(readable as Parameters<typeof z.fromJSONSchema>[0]);
const fits = (text: string) => schema.safeParse(parse(text)).success;
const stepTypes = ["task", "pass", "wait", "choice", "parallel", "foreach", "succeed", "fail"] as const;
const flowOf = (step: string) => `{ version: v1, type: flow, steps: [${step}] }`;

describe("the published JSON Schema", () => {
  it("is what the schemas say", async () => {
    // `vitest -u` writes it anew.
    await expect(`${JSON.stringify(flowJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../../flow.schema.json",
    );
  });

  it("holds each step against the definition of its type", () => {
    const chosen = step.allOf.map(({ if: { properties }, then }) => [properties.type.const, then.$ref]);

    expect(chosen).toEqual(step.properties.type.enum.map((type) => [type, `#/definitions/${type}`]));
    expect(new Set(step.properties.type.enum)).toEqual(new Set(stepTypes));
    for (const type of stepTypes) expect(published.definitions[type].properties.type.const).toBe(type);
  });

  it.each([
    ["no step", "version: v1beta1\ntype: flow\nsteps: []\ntimeoutSeconds: 60"],
    [
      "a task with everything",
      flowOf(`{
        type: task, name: reserve, resourceArn: "acs:fc:::services/shop/functions/reserve", pattern: sync, timeoutSeconds: 60,
        inputMappings: [{ target: id, source: $input.id }, { target: limits, source: { days: [1, null] } }],
        serviceParams: { InvocationType: Async, StatefulAsyncInvocationID: $.id, MessageBody: { a: 1 } },
        outputMappings: [{ target: all, source: $local }], errorMappings: [{ target: why, source: $local.cause }],
        retry: [{ errors: [FC.Unknown], intervalSeconds: 1, maxIntervalSeconds: 9, maxAttempts: 3, multiplier: 1.5 }],
        catch: [{ errors: [FnF.ALL], goto: undo }], end: true }`),
    ],
    ["an action", flowOf("{ type: task, name: start, action: fnf:StartExecution }")],
    [
      "a task that is told how to invoke",
      flowOf(`{ type: task, name: a, resourceArn: b, serviceParams: {
        InvocationType: $.mode, StatefulAsyncInvocationID: $.id } }`),
    ],
    ["waits", flowOf("{ type: wait, name: a, duration: 3 }, { type: wait, name: b, timestamp: $.until }")],
    [
      "steps in steps",
      flowOf(`{ type: choice, name: decide, choices: [{ condition: "$.a > 1", steps: [
        { type: parallel, name: both, branches: [{ steps: [{ type: pass, name: one }] }] },
        { type: foreach, name: each, iterationMapping: { collection: $.a, item: one, index: at }, steps: [{ type: succeed, name: done }] }
      ] }], default: { goto: refuse } }, { type: fail, name: refuse, error: Refused, cause: why not }`),
    ],
  ])("fits %s", (_, text) => {
    expect(fits(text)).toBe(true);
  });

  it.each([
    ["another version", "version: v2\ntype: flow\nsteps: []"],
    ["no steps", "version: v1\ntype: flow"],
    ["a key that flows have not", "version: v1\ntype: flow\nsteps: []\nstates: []"],
    ["an unknown type of step", flowOf("{ type: loop, name: a, steps: [] }")],
    ["a task that calls nothing", flowOf("{ type: task, name: a }")],
    ["a task that calls two things", flowOf("{ type: task, name: a, resourceArn: b, action: c:d }")],
    ["a wait for both", flowOf("{ type: wait, name: a, duration: 1, timestamp: $.until }")],
    ["a wait for more than two days", flowOf("{ type: wait, name: a, duration: 172801 }")],
    ["a wait for nothing", flowOf("{ type: wait, name: a }")],
    [
      "a retry that is too late",
      flowOf("{ type: task, name: a, resourceArn: b, retry: [{ errors: [], intervalSeconds: 86401 }] }"),
    ],
    [
      "a catch that leads nowhere",
      flowOf("{ type: task, name: a, resourceArn: b, catch: [{ errors: [FnF.ALL] }] }"),
    ],
    ["choices as a mapping", flowOf("{ type: choice, name: a, choices: { condition: $.a } }")],
    [
      "a mistake deep inside",
      flowOf("{ type: parallel, name: a, branches: [{ steps: [{ type: pass, name: b, end: 'true' }] }] }"),
    ],
    [
      "more branches than can run",
      flowOf(`{ type: parallel, name: a, branches: [${"{ steps: [] },".repeat(101)}] }`),
    ],
  ])("does not fit %s", (_, text) => {
    expect(fits(text)).toBe(false);
  });
});
