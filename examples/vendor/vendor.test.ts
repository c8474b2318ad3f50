import { readFile } from "node:fs/promises";
import { FlowClient, type FlowDefinition, FunctionClient, isExecutionFailedError } from "@fnfkit/sdk";
import { parseFlow, printFlow } from "@fnfkit/sdk/fdl";
import { setupClouds } from "@fnfkit/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hello, requestResponse, stateful, sync, waitForCallback } from "./twins.ts";

const roleArn = "acs:ram::1234567890123456:role/greeter";
const clouds = setupClouds();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const asWritten = (name: string) => readFile(new URL(`${name}.flow.yml`, import.meta.url), "utf8");

describe("a twin built with defineFlow", () => {
  test.each<[string, FlowDefinition]>([
    ["request-response", requestResponse],
    ["sync", sync],
    ["stateful", stateful],
  ])("prints to the same flow as %s.flow.yml", async (name, twin) => {
    const theirs = parseFlow(await asWritten(name));
    const ours = parseFlow(printFlow(twin.tree));

    expect(theirs.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(ours.flow).toEqual(theirs.flow);
  });

  test("of wait-for-callback.flow.yml differs by the token's mapping alone", async () => {
    const theirs = parseFlow(await asWritten("wait-for-callback"));
    const [step] = waitForCallback.tree.steps;
    const { inputMappings, ...rest } = step ?? {};

    expect(inputMappings).toEqual([{ target: "taskToken", source: "$context.task.token" }]);
    expect([rest]).toEqual(theirs.flow?.steps);
  });
});

describe("the vendor's flow, as it is written", () => {
  const greeting = { greeting: "hello" };

  async function started(name: string) {
    const flows = new FlowClient(clouds.config);
    await flows.deploy({ name, definition: await asWritten(name) }, { roleArn });
    return flows.start(name, { name: "the-first", input: { to: "world" } });
  }

  test("request-response goes on without the function's result", async () => {
    clouds.implement(hello, () => greeting);

    const execution = await started("request-response");

    expect(await execution.result()).toEqual({});
    expect(clouds.calls(hello)).toMatchObject([{ type: "Async", event: { to: "world" } }]);
  });

  test("sync goes on with the function's result", async () => {
    clouds.implement(hello, () => greeting);

    const execution = await started("sync");

    expect(await execution.result()).toEqual(greeting);
  });

  test("wait-for-callback runs the function and waits for a report", async () => {
    clouds.implement(hello, () => greeting);

    const execution = await started("wait-for-callback");
    const result = execution.result();
    const { token } = await clouds.pending("invokeHello");
    await new FlowClient(clouds.config).report.succeed(token, { greeting: "told by somebody else" });

    expect(await result).toEqual({ greeting: "told by somebody else" });
  });

  test("stateful runs the function as a job named after the execution, which stops with it", async () => {
    const functions = new FunctionClient(clouds.config);
    clouds.implement(hello, () => new Promise(() => {}), { stateful: true, timeoutSeconds: 600 });

    const execution = await started("stateful");
    await clouds.pending("invokeHello");
    const job = functions.job(hello, "the-first");
    expect(await job.describe()).toMatchObject({ id: "the-first", status: "Running" });
    await execution.stop({ error: "Enough", cause: "for today" });

    const failure = await execution.result().catch((error) => error);
    expect(isExecutionFailedError(failure) && failure).toMatchObject({ status: "Stopped", error: "Enough" });
    expect(await job.ended()).toMatchObject({ status: "Stopped" });
  });
});
