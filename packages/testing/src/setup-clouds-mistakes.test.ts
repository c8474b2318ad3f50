import { defineFunction, FlowClient, isConfigurationError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../test/support/fnf-calls.ts";
import { type SetupOptions, setupClouds } from "./setup-clouds.ts";

const { clouds, createFlow } = cloudsAndCalls({ stalledAfterMs: 50 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const contract = defineFunction({ ...work, input: z.object({}), output: z.object({ n: z.number() }) });

/** What is thrown, and whether it is told as a mistake of the configuration. */
const mistake = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (isConfigurationError(error)) return error.message;
    throw error;
  }
  return "";
};

describe("a mistake is told where it is made:", () => {
  test.each([
    [{ quota: "documented" }, "quota"],
    [{ quotas: { startExecutions: 1 } }, "startExecutions"],
    [{ quotas: "documentd" }, "documentd"],
    [{ limits: { bytes: 1 } }, "requestBytes"],
    [{ mode: "real-time" }, "manual"],
    [{ wire: "socket" }, "direct"],
    [{ passTaskToken: "body" }, "header"],
    [{ choiceLocal: "none" }, "parent"],
    [{ allow: ["unusedStandin"] }, "unusedStandIn"],
    [{ now: "2026-01-01" }, "now"],
    [{ now: new Date("tomorrow") }, "now"],
    [{ now: 1e20 }, "now"],
    [{ region: 1 }, "region is 1"],
    [{ accountId: 1234567890123456 }, "accountId is 1234567890123456"],
    [{ accessKey: { accessKeyId: "LTAI" } }, "accessKeySecret"],
    [{ speed: 0 }, "speed is 0"],
    [{ speed: Number.POSITIVE_INFINITY }, "speed is Infinity"],
    [{ seed: "q" }, 'seed is "q"'],
    [{ seed: Number.NaN }, "seed is NaN"],
    [{ stalledAfterMs: -1 }, "stalledAfterMs is -1"],
    [{ stalledAfterMs: "x" }, 'stalledAfterMs is "x"'],
    [{ stalledAfterMs: Number.POSITIVE_INFINITY }, "from 0 to 2147483647"],
    [{ instanceQuota: -1 }, "instanceQuota is -1"],
    [{ instanceQuota: 1.5 }, "whole number from 0"],
    [{ instanceQuota: "of" }, "documented, off"],
    [{ jobVisibleAfterMs: -1 }, "jobVisibleAfterMs is -1"],
    [{ taskInvalidState: "no" }, "true or false"],
    [{ limits: { eventBytes: -1 } }, "eventBytes is -1"],
    [{ limits: null }, "null"],
    [{ quotas: { flows: 0.5 } }, "flows is 0.5"],
    [{ quotas: { startExecution: 5 } }, "burst, perSecond"],
    [{ quotas: { startExecution: { burst: 1, perSeconds: 1 } } }, '"perSeconds"'],
    [{ quotas: { startExecution: { burst: 1 } } }, "perSecond is undefined"],
    [{ quotas: { stepEntries: { burst: 1, perSecond: 0 } } }, "above 0"],
    [{ roles: [] }, "roles"],
    [{ roles: { r: { Statment: [] } } }, '"Statment"'],
    [{ roles: { r: { Version: "1" } } }, "Statement is undefined"],
    [{ roles: { r: [{ Actions: "fc:InvokeFunction" }] } }, '"Actions"'],
    [{ roles: { r: [{ Effect: "Allow" }] } }, "Action is undefined"],
    [{ roles: { r: [{ Action: "*", Effect: "allow" }] } }, "Allow, Deny"],
    [{ roles: { r: [{ Action: "*", Resource: [1] }] } }, "Resource"],
    [{ allow: "unusedStandIn" }, "allow"],
    [null, "null"],
  ])("the option %j", (options, named) => {
    expect(mistake(() => setupClouds(options as SetupOptions))).toContain(named);
  });

  test("what is given as undefined is not given", () => {
    const options = {
      ...{ mode: undefined, quotas: undefined, wire: undefined, seed: undefined, roles: undefined },
      ...{ instanceQuota: undefined, region: undefined, taskInvalidState: undefined, accessKey: undefined },
    };

    expect(mistake(() => setupClouds(options as unknown as SetupOptions))).toBe("");
  });

  test.each<[SetupOptions]>([
    [{ instanceQuota: 0, stalledAfterMs: 0, seed: -0.5 }],
    [{ instanceQuota: Number.POSITIVE_INFINITY, limits: { events: Number.POSITIVE_INFINITY } }],
    [{ quotas: { otherActions: { burst: 3, perSecond: 0 }, stepEntries: { burst: 1, perSecond: 0.5 } } }],
    [{ roles: { r: { Version: "1", Statement: [{ Effect: "Deny", Action: ["fc:*"], Resource: "*" }] } } }],
  ])("but what can be meant is taken: %j", (options) => {
    expect(mistake(() => setupClouds(options))).toBe("");
  });

  test.each([
    [{ action: "StartExecutions", fault: "throttle" }, "StartExecution,"],
    [{ fault: "throttle" }, "InvokeFunction"],
    [{ action: "*", fault: "lostreply" }, "lostReply"],
    [{ action: "*", fault: "reset", probabilty: 0.5 }, "probability"],
    [{ action: "*", fault: "reset", probability: 2 }, "probability is 2"],
    [{ action: "*", fault: "reset", probability: "half" }, "from 0 to 1"],
    [{ action: "*", fault: "reset", times: 1.5 }, "times is 1.5"],
    [{ action: "*", fault: "reset", times: 0 }, "whole number from 1"],
    [{ action: "*", fault: "reset", when: 3 }, "when is 3"],
    [{ action: "*", fault: "delay", for: "soon" }, "soon"],
    [{ action: "*", fault: "delay", for: null }, "null"],
    [undefined, "undefined"],
    [null, "action, fault"],
    ["reset", "action, fault"],
  ])("the fault %j", (rule, named) => {
    expect(mistake(() => clouds.faults.add(rule as never))).toContain(named);
  });

  test("a kind that is to be allowed", () => {
    expect(mistake(() => clouds.allow("unusedStandin" as never))).toContain("unusedStandIn");
  });

  test.each([undefined, null, {}, 5])("%j deployed for a function", (source) => {
    expect(mistake(() => clouds.deploy(work, source as never))).toMatch(/"shop\/work".*no code/);
  });

  test("an option of a function", () => {
    const options = { timeoutSecond: 5 } as never;

    expect(mistake(() => clouds.deploy(work, async () => ({}), options))).toContain("timeoutSeconds");
    expect(mistake(() => clouds.implement(contract, () => ({ n: 1 }), options))).toContain("timeoutSeconds");
  });

  test.each([
    [{ timeoutSeconds: -1 }, "timeoutSeconds is -1"],
    [{ timeoutSeconds: Number.NaN }, "timeoutSeconds is NaN"],
    [{ timeoutSeconds: "5" }, "above 0"],
    [{ initializerTimeoutSeconds: 0 }, "initializerTimeoutSeconds is 0"],
    [{ memoryMb: -128 }, "memoryMb is -128"],
    [{ maxAsyncRetryAttempts: 99 }, "whole number from 0 to 8"],
    [{ maxAsyncEventAgeSeconds: 0 }, "whole number from 1 to 2592000"],
    [{ stateful: "yes" }, "stateful"],
    [{ role: 5 }, "role is 5"],
    [{ onSuccess: "lost" }, 'onSuccess is "lost"'],
    [{ onFailure: "acs:mns:::/queues/lost" }, "/messages"],
    [{ onFailure: "acs:fnf:::flow/f" }, "onFailure"],
    [{ onFailure: {} }, "onFailure"],
    [null, "null"],
    [5, "timeoutSeconds"],
  ])("the option of a function %j", (options, named) => {
    const because = new RegExp(`"shop/work".*${named}`);

    expect(mistake(() => clouds.deploy(work, async () => ({}), options as never))).toMatch(because);
    expect(mistake(() => clouds.implement(contract, () => ({ n: 1 }), options as never))).toMatch(because);
    expect(mistake(() => clouds.answers(contract, options as never))).toMatch(because);
  });

  test.each([
    [{ module: "./work.mjs", handlr: "work" }, '"handlr"'],
    [{ module: "./work.mjs", handler: () => ({}) }, "handler"],
  ])("a module whose exports are not named: %j", (source, named) => {
    expect(mistake(() => clouds.deploy(work, source as never))).toContain(named);
  });

  test.each([undefined, null, {}, "work"])("%j deployed as a function", (target) => {
    expect(mistake(() => clouds.deploy(target as never, async () => ({})))).toContain("contract");
    expect(mistake(() => clouds.implement(target as never, (() => ({})) as never))).toContain("contract");
    expect(mistake(() => clouds.answers(target as never))).toContain("contract");
  });

  test.each([0, 1.5, "2"])("an answer to be given %j times", (count) => {
    expect(mistake(() => clouds.answers(contract).times(count as never, { n: 1 }))).toContain("count");

    clouds.allow("unusedStandIn");
  });

  test("a function that is invoked alone and not there", async () => {
    clouds.allow("unknownFunction");

    await expect(clouds.invoke(contract, {})).rejects.toThrow(
      /Failed to invoke function "shop\/work".*ServiceNotFound.*clouds\.deploy/,
    );
    await expect(clouds.invoke(contract, {}, { pattern: "sync" })).rejects.toThrow("clouds.deploy");
  });

  test("an action that is none, even of a request that is not signed", async () => {
    const request = "https://cn-hangzhou.fnf.aliyuncs.com/?Action=StartDancing&Version=2019-03-15";

    expect((await fetch(request)).status).toBe(403);

    expect(() => clouds.reset()).toThrow(/StartDancing.*StartExecution/);
  });

  test("a function that returns and reports to nobody", async () => {
    await createFlow("f", taskFlow(callbackLines));
    clouds.deploy(work, async () => ({}));
    const execution = await new FlowClient(clouds.config).start("f");

    await expect(execution.result()).rejects.toThrow(/"work" has returned.*handleTask/);

    await execution.stop();
  });
});
