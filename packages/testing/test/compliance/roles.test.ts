import { defineFunction, FunctionClient, isServiceError } from "@fnfkit/sdk";
import { functionArn } from "@fnfkit/sdk/contract";
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

function cloudsWith(roles: Roles | undefined, stalledAfterMs = 100) {
  const options = { stalledAfterMs, ...(roles !== undefined && { roles }) };
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

describe.each([
  {
    generation: "FC 2.0",
    target: work,
    jobs: "services/shop/functions/work/stateful-async-invocations",
    job: "StatefulAsyncInvocation",
    config: "FunctionAsyncInvokeConfig",
  },
  {
    generation: "FC 3.0",
    target: { name: "work" },
    jobs: "functions/work/async-tasks",
    job: "AsyncTask",
    config: "AsyncInvokeConfig",
  },
])("a caller of $generation", ({ target, jobs, job, config }) => {
  const contract = defineFunction({ ...target, input: z.object({}), output: z.object({}) });
  const resource = functionArn({ ...target, region: "cn-hangzhou", account: "1234567890123456" });
  const grants = {
    invoke: { Action: "fc:InvokeFunction", Resource: resource },
    describe: { Action: `fc:Get${job}`, Resource: `*:${jobs}/j` },
    stop: { Action: `fc:Stop${job}`, Resource: `*:${jobs}/j` },
    configure: { Action: [`fc:Get${config}`, `fc:Put${config}`], Resource: resource },
  };
  type Right = keyof typeof grants;

  /** What a function may do to another one whose role allows some things. */
  async function tries(...rights: Right[]): Promise<Record<Right, unknown>> {
    // The vendor's client is slow to load.
    const { clouds } = cloudsWith({ [functionRole]: rights.map((right) => grants[right]) }, 4_000);
    clouds.deploy(target, async () => ({}), { stateful: true });
    const answers: Partial<Record<Right, unknown>> = {};
    const caller = { name: "caller" };
    clouds.deploy(
      caller,
      async (_event: Uint8Array, { credentials }: FunctionContext) => {
        const functions = new FunctionClient({ ...clouds.config, credentials });
        const calls: [Right, () => Promise<unknown>][] = [
          ["invoke", () => functions.invokeAsync(contract, {}, { jobId: "j" })],
          ["describe", () => functions.job(contract, "j").describe()],
          ["stop", () => functions.job(contract, "j").stop()],
          ["configure", () => functions.enableStatefulInvocation(contract)],
        ];
        for (const [right, ask] of calls) {
          answers[right] = await ask().then(
            () => "allowed",
            (failure: unknown) => (isServiceError(failure) ? failure.serviceCode : failure),
          );
        }
        return {};
      },
      { role: functionRole },
    );
    const callers = defineFunction({ ...caller, input: z.object({}), output: z.object({}) });
    expect((await clouds.invoke(callers, {})).outcome).toMatchObject({ kind: "succeeded" });
    return answers as Record<Right, unknown>;
  }

  test("may do what the role allows", async () => {
    expect(await tries("invoke", "describe", "stop", "configure")).toEqual({
      ...{ invoke: "allowed", describe: "allowed", stop: "allowed", configure: "allowed" },
    });
  });

  test.each<Right>(["invoke", "describe", "stop", "configure"])(
    "may not %s without the right to",
    async (right) => {
      const others = (Object.keys(grants) as Right[]).filter((other) => other !== right);

      expect((await tries(...others))[right]).toBe("AccessDenied");
    },
  );
});

describe("what a flow's role must allow to stop what a step has started", () => {
  const stopJob = {
    Action: "fc:StopStatefulAsyncInvocation",
    Resource: "*:services/shop/functions/work/stateful-async-invocations/job",
  };

  test.each([
    ["is stopped", [invoke, stopJob], "Stopped"],
    ["goes on without that right", [invoke], "Running"],
  ])("a job %s", async (_what, policy, status) => {
    const { clouds, call, run } = cloudsWith({ [flowRole]: policy });
    clouds.deploy(work, () => new Promise(() => {}), { stateful: true });
    await run(taskFlow(["pattern: sync", ...asAsync, "  StatefulAsyncInvocationID: job"]), flowRole);
    await clouds.clock.advance("1s");

    await call("StopExecution", { FlowName: "f", ExecutionName: "e" });
    await clouds.clock.advance("1s");

    const contract = defineFunction({ ...work, input: z.object({}), output: z.object({}) });
    expect(await new FunctionClient(clouds.config).job(contract, "job").describe()).toMatchObject({ status });
  });

  const child = "version: v1\ntype: flow\nsteps:\n  - { type: wait, name: cool, duration: 600 }\n";
  const parent =
    "version: v1\ntype: flow\nsteps:\n  - { type: task, name: child, resourceArn: 'acs:fnf:::flow/child', pattern: sync, serviceParams: { ExecutionName: c } }\n";

  test.each([
    ["is stopped", ["fnf:StartExecution", "fnf:DescribeExecution", "fnf:StopExecution"], "Stopped"],
    ["goes on without that right", ["fnf:StartExecution", "fnf:DescribeExecution"], "Succeeded"],
  ])("a child %s", async (_what, Action, Status) => {
    const { call, ended, run } = cloudsWith({ [flowRole]: [{ Action }] });
    await call("CreateFlow", { Name: "child", Definition: child, Description: "", Type: "FDL" });
    await run(parent, flowRole);

    await call("StopExecution", { FlowName: "f", ExecutionName: "e" });

    expect(await ended("child", "c")).toMatchObject({ Status });
  });

  test("a child cannot be waited for that must not be described", async () => {
    const { call, error, run } = cloudsWith({ [flowRole]: [{ Action: "fnf:StartExecution" }] });
    await call("CreateFlow", { Name: "child", Definition: child, Description: "", Type: "FDL" });

    await run(parent, flowRole);

    expect(error()).toMatchObject({
      error: "fnf.AccessDenied",
      cause: expect.stringContaining("fnf:DescribeExecution"),
    });
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
