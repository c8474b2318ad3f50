import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, passFlow, taskFlow, work } from "../support/fnf-calls.ts";

// Sources: the page of limits (help pages 2849627 and 122093: request and event data), the page on inputs and outputs (a step's
// data) and the API's error tables (EntityTooLarge).
const { clouds, call, refusal, ended, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const kib = 1_024;
const json = (bytes: number) => JSON.stringify({ x: "x".repeat(bytes - 8) });

test("an input may have 32 KiB and no more", async () => {
  await createFlow("f", "version: v1\ntype: flow\nsteps:\n  - { type: pass, name: p, inputMappings: [] }\n");

  await call("StartExecution", { FlowName: "f", ExecutionName: "e", Input: json(32 * kib) });

  // The first step's event holds the local too, if only a blank one.
  expect(await ended("f", "e")).toMatchObject({ Status: "Failed" });
  expect(
    await refusal("StartExecution", { FlowName: "f", ExecutionName: "e2", Input: json(32 * kib + 1) }),
  ).toEqual([400, "EntityTooLarge"]);
});

test("a reported output may have 32 KiB; after a refusal the step goes on waiting", async () => {
  clouds.deploy(work, async () => ({}));
  await createFlow("f", taskFlow([...callbackLines, "outputMappings: []"]));
  await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  const TaskToken = clouds.pendingTasks()[0]?.token ?? "";

  expect(await refusal("ReportTaskSucceeded", { TaskToken, Output: json(32 * kib + 1) })).toEqual([
    400,
    "EntityTooLarge",
  ]);

  await call("ReportTaskSucceeded", { TaskToken, Output: json(31 * kib) });
  expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded" });
});

test("an input that is nested too deep to be written is refused", async () => {
  await createFlow("f", passFlow);
  const Input = `{"deep":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;

  expect(await refusal("StartExecution", { FlowName: "f", Input })).toEqual([400, "InvalidArgument"]);
});

test("a step's input, output and local may have 32 KiB together, else the execution fails", async () => {
  clouds.deploy(work, async () => ({ x: "x".repeat(20 * kib) }));
  await createFlow("f", taskFlow());
  await call("StartExecution", { FlowName: "f", ExecutionName: "e" });

  expect(await ended("f", "e")).toMatchObject({ Status: "Failed" });
  expect(clouds.history({ flow: "f", name: "e" }).at(-1)).toMatchObject({
    detail: { error: "FnF.RuntimeError", cause: expect.stringContaining("32768") },
  });
});

test("a request may have 1 MiB", async () => {
  const flow = (bytes: number) => ({
    ...{ Name: "f", Description: "", Type: "FDL", Definition: `${passFlow}# ${"x".repeat(bytes)}` },
  });

  expect(await refusal("CreateFlow", flow(1_024 * kib))).toEqual([400, "EntityTooLarge"]);
  expect(await call("CreateFlow", flow(1_000 * kib))).toMatchObject({ Name: "f" });
});

describe("limits of one's own", () => {
  test.each([
    ["none at all", "off" as const],
    ["larger ones", { eventBytes: 64 * kib, stepBytes: 128 * kib }],
  ])("are %s", async (_what, limits) => {
    const own = cloudsAndCalls({ limits });
    own.clouds.listen();
    own.clouds.deploy(work, async () => ({ x: "x".repeat(40 * kib) }));
    await own.createFlow("f", taskFlow());

    await own.call("StartExecution", { FlowName: "f", ExecutionName: "e", Input: json(20 * kib) });

    expect(await own.ended("f", "e")).toMatchObject({ Status: "Succeeded" });
    own.clouds.close();
  });
});
