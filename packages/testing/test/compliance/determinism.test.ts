import { afterEach, expect, test } from "vitest";
import { setupClouds, type TestClouds } from "../../src/index.ts";
import { callbackLines, taskFlow, work } from "../support/fnf-calls.ts";
import { signedCall } from "../support/signed-call.ts";

// No source: what the kit promises of its clouds. The same seed, the same flows and the same calls make the same histories.
const made: TestClouds[] = [];
afterEach(() => {
  for (const clouds of made.splice(0)) clouds.close();
});

const together = `version: v1
type: flow
steps:
  - type: foreach
    name: each
    iterationMapping: { collection: $.items, item: item }
    steps:
      - { type: wait, name: pause, duration: $.item }
      - type: task
        name: work
        resourceArn: acs:fc:::services/shop/functions/work
        pattern: sync
        serviceParams: { InvocationType: Async }
        retry: [{ errors: [FnF.ALL], intervalSeconds: 2 }]
  - { type: task, name: child, resourceArn: "acs:fnf:::flow/waiting", pattern: sync }
  - { type: task, name: tell, resourceArn: "acs:mns:::/queues/q/messages", serviceParams: { MessageBody: done } }
`;

/** A day with a bit of everything, told by all that it left behind, byte for byte. */
async function day(seed: number): Promise<string> {
  const clouds = setupClouds({ seed, quotas: "documented" });
  made.push(clouds);
  const call = (action: string, params: { [name: string]: string } = {}) =>
    signedCall(clouds, action, params);
  const create = (Name: string, Definition: string) =>
    call("CreateFlow", { Name, Definition, Description: "", Type: "FDL" });
  let calls = 0;
  clouds.deploy(
    work,
    async () => {
      if (++calls % 3 === 0) throw new Error("every third call fails");
      return { calls };
    },
    { maxAsyncRetryAttempts: 1 },
  );
  await create("waiting", taskFlow([...callbackLines, "timeoutSeconds: 3600"]));
  await create("together", together);
  await call("PublishFlowVersion", { FlowName: "waiting" });
  clouds.faults.add({ action: "StartExecution", fault: "throttle", probability: 0.3 });
  clouds.faults.add({ action: "StartExecution", fault: "lostReply", probability: 0.3 });
  await call("CreateSchedule", {
    FlowName: "waiting",
    ScheduleName: "hourly",
    CronExpression: "0 0 * * * *",
  });
  const answers: unknown[] = [];
  for (let index = 0; index < 8; index++) {
    answers.push(await call("StartExecution", { FlowName: "together", Input: '{"items":[3,1,2,1]}' }));
  }
  await clouds.clock.advance("10h");
  await call("DeleteSchedule", { FlowName: "waiting", ScheduleName: "hourly" });
  await clouds.clock.advance("14h");

  const histories: unknown[] = [];
  for (const FlowName of ["together", "waiting"]) {
    const { body } = await call("ListExecutions", { FlowName, Limit: "100" });
    for (const { Name } of body.Executions as { Name: string }[]) {
      histories.push(Name, clouds.history({ flow: FlowName, name: Name }));
    }
  }
  return JSON.stringify([answers, histories, clouds.messages("q")]);
}

test("the same seed makes the same day, byte for byte, whatever runs together", async () => {
  const first = await day(7);

  expect(await day(7)).toBe(first);
  expect(first).toContain("TaskTimedOut");
  expect(first.length).toBeGreaterThan(10_000);
});

test("another seed makes other names, tokens and chances", async () => {
  expect(await day(8)).not.toBe(await day(7));
});
