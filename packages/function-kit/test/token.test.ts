import { FlowClient } from "@fnfkit/sdk";
import { afterEach, expect, test } from "vitest";
import { setupClouds } from "../../testing/src/index.ts";
import { type HandleTaskOptions, handleTask, type Task } from "../src/index.ts";
import { audit, type Mapped, startAudit } from "./support/audit.ts";

type CloudsOptions = Parameters<typeof setupClouds>[0];

let close = () => {};
afterEach(() => close());

/** Runs the function in a flow that waits for its callback, and tells what reached it. */
async function callback(mapped: Mapped, options?: HandleTaskOptions, cloudsOptions?: CloudsOptions) {
  const clouds = setupClouds(cloudsOptions);
  clouds.listen();
  close = () => clouds.close();
  let seen: { readonly input: unknown; readonly task: Task } | undefined;
  const handler = handleTask(
    audit,
    (input, task) => {
      seen = { input, task };
      return { approved: true };
    },
    options,
  );
  clouds.deploy(audit, handler);
  const { end } = await startAudit(new FlowClient(clouds.config), "waitForCallback", mapped);
  return { end: await end(), seen };
}

const approved = { end: { output: { approved: true } }, seen: { input: { orderId: "42" } } };
const token = "$context.task.token";

// A step that waits for a callback succeeds by a report alone: that it does shows that the token was found.
test.each<[string, Mapped]>([
  ["under the contract's key", { auditToken: token }],
  ["as taskToken", { taskToken: token }],
  ["as task_token", { task_token: token }],
  ["as TaskToken", { TaskToken: token }],
  ["under several keys at once", { taskToken: token, auditToken: token, other: token }],
  ["under the contract's key rather than a usual one", { auditToken: token, taskToken: token }],
])("a token that the flow maps is found %s, and is no part of the input", async (_, mapped) => {
  expect(await callback(mapped)).toMatchObject(approved);
});

test.each(["event", "context", "header"] as const)(
  "a token that the platform passes by the %s is found",
  async (passTaskToken) => {
    expect(await callback({}, {}, { passTaskToken })).toMatchObject(approved);
  },
);

test("what the user says comes first", async () => {
  const options = {
    token: (event: unknown) => JSON.parse(`${event}`).mine,
  };

  const { end, seen } = await callback({ mine: token, auditToken: '"another"' }, options);

  expect({ end, seen }).toMatchObject(approved);
  expect(seen?.task.token).not.toBe("another");
});

test("the job's id is told, and is no part of the input", async () => {
  const { seen } = await callback({ auditToken: token, jobId: "$context.execution.name" });

  expect(seen).toMatchObject({ input: { orderId: "42" }, task: { jobId: expect.stringMatching(/^run-/) } });
});
