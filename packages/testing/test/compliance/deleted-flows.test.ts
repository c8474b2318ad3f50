import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls, taskFlow, work } from "../support/fnf-calls.ts";

// Source: the API reference of DeleteFlow (A3 in the reference): it takes effect later, and what runs stops after its current
// step.
const { clouds, call, refusal, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const messageAfter = [
  "  - type: task",
  "    name: tell",
  "    resourceArn: acs:mns:::/queues/ends/messages",
  "    serviceParams: { MessageBody: done }",
];

async function startAndDelete(definition: string): Promise<void> {
  clouds.deploy(work, async () => ({}));
  await createFlow("f", definition);
  await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  await clouds.clock.advance("1s");
  await call("DeleteFlow", { Name: "f" });
}

test("what runs of a deleted flow ends the step that it is in, and begins no other", async () => {
  await startAndDelete([taskFlow(callbackLines), ...messageAfter].join("\n"));

  const { token } = await clouds.pending("work");
  await call("ReportTaskSucceeded", { TaskToken: token, Output: "{}" });
  await clouds.clock.advance("1h");

  expect(clouds.messages("ends")).toEqual([]);
  expect(clouds.pendingTasks()).toEqual([]);
  expect(await refusal("ReportTaskSucceeded", { TaskToken: token, Output: "{}" })).toEqual([
    400,
    "TaskAlreadyCompleted",
  ]);
});

test("branches that are in a step each end it", async () => {
  const branch = (name: string) => [
    "      - steps:",
    `          - { type: wait, name: ${name}, duration: 60 }`,
    ...messageAfter.map((line) => `        ${line}`.replace("tell", `tell-${name}`)),
  ];
  await startAndDelete(
    [
      ...["version: v1", "type: flow", "steps:", "  - type: parallel", "    name: both", "    branches:"],
      ...[...branch("a"), ...branch("b")],
    ].join("\n"),
  );

  await clouds.clock.advance("1h");

  expect(clouds.messages("ends")).toEqual([]);
});

test("a flow of the same name is another one", async () => {
  await startAndDelete(taskFlow(callbackLines));
  await createFlow("f", taskFlow(callbackLines));

  expect(await refusal("DescribeExecution", { FlowName: "f", ExecutionName: "e" })).toEqual([
    404,
    "ExecutionNotExists",
  ]);
  clouds.succeed("work", {});
});

test("one that waits for what nobody does is found at the end of the test", async () => {
  await startAndDelete(taskFlow(callbackLines));

  expect(() => clouds.reset()).toThrow(/"e" of flow "f" still runs/);
});
