import { defineFunction } from "@fnfkit/sdk";
import { type Flow, parseFlow } from "@fnfkit/sdk/fdl";
import { requiredPolicies } from "@fnfkit/sdk/policy";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { FunctionContext, Roles } from "../../src/index.ts";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../support/fnf-calls.ts";
import { signedCall } from "../support/signed-call.ts";

// Sources: the RAM tables of the API reference and the pages on flow roles and asynchronous function invocation (F in the
// reference): which role needs which action. How a refusal looks to a flow is inferred: docs/engine-decisions.md.
const flowRole = "acs:ram::1234567890123456:role/flow";
const functionRole = "acs:ram::1234567890123456:role/function";
const invoke = {
  Action: "fc:InvokeFunction",
  Resource: "acs:fc:cn-hangzhou:1234567890123456:services/shop/*",
};
const report = { Action: ["fnf:ReportTaskSucceeded", "fnf:ReportTaskFailed"], Resource: "*" };
const asAsync = ["serviceParams:", "  InvocationType: Async"];

let close = () => {};
afterEach(() => close());

function cloudsWith(roles: Roles | undefined) {
  const options = { stalledAfterMs: 100, ...(roles !== undefined && { roles }) };
  const { clouds, call, ended } = cloudsAndCalls(options);
  clouds.listen();
  close = () => clouds.close();
  const run = async (definition: string, RoleArn?: string) => {
    await call("CreateFlow", {
      ...{ Name: "f", Definition: definition, Description: "", Type: "FDL" },
      ...(RoleArn !== undefined && { RoleArn }),
    });
    await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  };
  const error = () => clouds.history({ flow: "f", name: "e" }).at(-1)?.detail;
  return { clouds, call, ended, run, error };
}

describe("a flow's role", () => {
  test("must allow that its functions are called", async () => {
    const { clouds, ended, run } = cloudsWith({ [flowRole]: [invoke] });
    clouds.deploy(work, async () => ({ done: true }));

    await run(taskFlow(), flowRole);

    expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded" });
  });

  test.each<[string, Roles, string | undefined]>([
    ["another function only", { [flowRole]: [{ ...invoke, Resource: "*:services/other/*" }] }, flowRole],
    ["nothing", { [flowRole]: [] }, flowRole],
    ["what another role does", { [functionRole]: [invoke] }, flowRole],
    ["nothing, because there is none", { [flowRole]: [invoke] }, undefined],
  ])("fails the step when it allows %s", async (_what, roles, role) => {
    const { clouds, run, error } = cloudsWith(roles);
    clouds.deploy(work, async () => ({}));

    await run(taskFlow(), role);

    expect(error()).toMatchObject({
      error: "FC.AccessDenied",
      cause: expect.stringContaining("fc:InvokeFunction"),
    });
    expect(clouds.calls(work)).toEqual([]);
  });

  test.each([
    ["a flow", '"acs:fnf:::flow/f"', "fnf.AccessDenied", "fnf:StartExecution"],
    ["a queue", '"acs:mns:::/queues/q/messages"', "MNS.AccessDenied", "mns:SendMessage"],
    ["a topic", '"acs:mns:::/topics/t/messages"', "MNS.AccessDenied", "mns:PublishMessage"],
  ])("must allow to call %s", async (_what, arn, name, action) => {
    const { run, error } = cloudsWith({ [flowRole]: [invoke] });

    await run(
      `version: v1\ntype: flow\nsteps:\n  - { type: task, name: t, resourceArn: ${arn}, serviceParams: { MessageBody: x } }\n`,
      flowRole,
    );

    expect(error()).toMatchObject({ error: name, cause: expect.stringContaining(action) });
  });

  test("is enough when it is what the kit says a flow requires", async () => {
    const definition = taskFlow(["pattern: sync", ...asAsync]);
    const home = { region: "cn-hangzhou", account: "1234567890123456" };
    const { flow } = parseFlow(definition);
    const { flowRole: ofFlow, functionRoles } = requiredPolicies(flow as Flow, home);
    const { clouds, ended, run } = cloudsWith({
      [flowRole]: ofFlow.policy ?? [],
      [functionRole]: functionRoles[0]?.policy ?? [],
    });
    clouds.deploy(work, async () => ({ done: true }), { role: functionRole });

    await run(definition, flowRole);

    expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded", Output: '{"done":true}' });
  });
});

describe("a function's role", () => {
  test.each<[string, Roles[string], string | undefined]>([
    ["lacks that", [{ Action: "oss:*" }], functionRole],
    ["is not there", [report], undefined],
  ])(
    "must allow the report of a step that waits for an asynchronous function: without it, when it %s, the step hears of no end",
    async (_what, policy, role) => {
      const { clouds, ended, run } = cloudsWith({ [flowRole]: [invoke], [functionRole]: policy });
      clouds.deploy(work, async () => ({}), role === undefined ? {} : { role });
      await run(taskFlow(["pattern: sync", "timeoutSeconds: 60", ...asAsync]), flowRole);

      await expect(ended("f", "e")).rejects.toThrow(/"work".*must allow fnf:ReportTaskSucceeded/);
      await clouds.clock.advance("60s");

      expect(await ended("f", "e")).toMatchObject({ Status: "Failed" });
    },
  );

  test.each([
    ["allows", [report], "Succeeded"],
    ["does not allow", [{ Action: "oss:*" }], "Failed"],
  ])("that %s to report decides about a stand-in's report too", async (_what, policy, Status) => {
    const { clouds, ended, run } = cloudsWith({ [flowRole]: [invoke], [functionRole]: policy });
    const contract = defineFunction({
      ...{ ...work, input: z.object({}), output: z.object({ ok: z.boolean() }), token: "taskToken" },
    });
    clouds.implement(contract, async () => ({ ok: true }), { role: functionRole });

    await run(taskFlow(callbackLines), flowRole);

    expect(await ended("f", "e")).toMatchObject({ Status });
  });

  test("may allow to report failures and not successes", async () => {
    const { clouds, ended, run } = cloudsWith({
      [flowRole]: [invoke],
      [functionRole]: [{ Action: "fnf:ReportTaskFailed" }],
    });
    const fail = async () => {
      throw new Error("broken");
    };
    clouds.deploy(work, fail, { role: functionRole, maxAsyncRetryAttempts: 0 });

    await run(taskFlow(["pattern: sync", ...asAsync]), flowRole);

    expect(await ended("f", "e")).toMatchObject({ Status: "Failed" });
  });

  test("decides about what its code calls with the context's credentials", async () => {
    const { clouds, run } = cloudsWith({ [flowRole]: [invoke], [functionRole]: [report] });
    const answers: unknown[] = [];
    const handler = async (event: Uint8Array, { credentials }: FunctionContext) => {
      const { taskToken = "" } = JSON.parse(Buffer.from(event).toString()) as { taskToken?: string };
      const caller = { fetch: clouds.fetch, credentials };
      answers.push(await signedCall(caller, "DescribeFlow", { Name: "f" }));
      answers.push(await signedCall(caller, "ReportTaskSucceeded", { TaskToken: taskToken, Output: "{}" }));
      return {};
    };
    clouds.deploy(work, handler, { role: functionRole });

    await run(taskFlow(callbackLines), flowRole);
    await clouds.clock.advance("1s");

    expect(answers).toMatchObject([
      {
        status: 403,
        body: {
          Code: "AccessDenied",
          Message:
            "the caller is not authorized to perform 'fnf:DescribeFlow' on resource 'acs:fnf:cn-hangzhou:1234567890123456:flow/f'",
        },
      },
      { status: 200 },
    ]);
  });
});

test("without declared roles everybody may do everything", async () => {
  const { clouds, ended, run } = cloudsWith(undefined);
  clouds.deploy(work, async () => ({}));

  await run(taskFlow(["pattern: sync", ...asAsync]));

  expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded" });
});

test("the account's own key may do everything", async () => {
  const { call } = cloudsWith({});

  expect(
    await call("CreateFlow", { Name: "f", Definition: passFlow, Description: "", Type: "FDL" }),
  ).toMatchObject({ Name: "f" });
});
