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
  ])("the option %j", (options, named) => {
    expect(mistake(() => setupClouds(options as SetupOptions))).toContain(named);
  });

  test("what is given as undefined is not given", () => {
    const options = { mode: undefined, quotas: undefined, wire: undefined };

    expect(mistake(() => setupClouds(options as unknown as SetupOptions))).toBe("");
  });

  test.each([
    [{ action: "StartExecutions", fault: "throttle" }, "StartExecution,"],
    [{ fault: "throttle" }, "InvokeFunction"],
    [{ action: "*", fault: "lostreply" }, "lostReply"],
    [{ action: "*", fault: "reset", probabilty: 0.5 }, "probability"],
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
