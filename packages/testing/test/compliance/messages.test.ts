import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callbackLines, cloudsAndCalls } from "../support/fnf-calls.ts";

// Sources: the pages on MNS topics and MNS queues (help page 157027 and its neighbour).
const { clouds, call, ended, createFlow } = cloudsAndCalls();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const sends = (to: string, lines: string[] = []) =>
  [
    "version: v1",
    "type: flow",
    "steps:",
    "  - type: task",
    "    name: send",
    `    resourceArn: acs:mns:::/${to}/messages`,
    ...lines.map((line) => `    ${line}`),
  ].join("\n");

async function run(flow: string) {
  await createFlow("f", flow);
  await call("StartExecution", { FlowName: "f", ExecutionName: "e", Input: '{"n":1}' });
}
const result = async () => {
  const { Status, Output } = await ended("f", "e");
  return [Status, Output === "" ? "" : JSON.parse(`${Output}`)];
};

test.each([
  ["queue", "queues/jobs", "Priority: 1"],
  ["topic", "topics/jobs", "MessageTag: urgent"],
])(
  "a message to a %s can be read by the test; the step puts out what the service answers",
  async (to, place, more) => {
    await run(sends(place, ["serviceParams:", "  MessageBody: $.n", `  ${more}`]));

    const [status, output] = await result();

    const [message] = clouds.messages("jobs");
    const [key = "", value = ""] = more.split(": ");
    expect(message).toMatchObject({ to, name: "jobs", body: "1" });
    expect(String(message?.params[key])).toBe(value);
    expect([status, output]).toEqual([
      "Succeeded",
      {
        MessageId: message?.id,
        RequestId: expect.any(String),
        MessageBodyMD5: "C4CA4238A0B923820DCC509A6F75849B",
      },
    ]);
  },
);

test("a message can carry the whole input with the token, and the step waits for its report", async () => {
  await run(sends("queues/jobs", [...callbackLines, "serviceParams: { MessageBody: $ }"]));
  const waiting = result();
  const { token } = await clouds.pending("send");

  const { taskToken } = JSON.parse(clouds.messages("jobs")[0]?.body ?? "{}");
  await call("ReportTaskSucceeded", { TaskToken: taskToken, Output: '{"done":true}' });

  expect(taskToken).toBe(token);
  expect(await waiting).toEqual(["Succeeded", { done: true }]);
});

test.each([
  ["without a body", [], "MNS.InvalidArgument"],
  ["with sync", ["pattern: sync", "serviceParams: { MessageBody: hello }"], "FnF.RuntimeError"],
])("a step %s fails, and nothing is sent", async (_what, lines, error) => {
  await run(sends("queues/jobs", lines));
  await result();

  expect(clouds.history({ flow: "f", name: "e" }).at(-1)?.detail).toMatchObject({ error });
  expect(clouds.messages("jobs")).toEqual([]);
});

test.each([
  ["throttle", "MNS.ResourceThrottled", 0],
  ["error500", "MNS.InternalServerError", 0],
  ["reset", "MNS.Unknown", 0],
  ["timeout", "MNS.Unknown", 0],
  ["lostReply", "MNS.Unknown", 1],
  ["delay", undefined, 1],
  ["duplicate", undefined, 2],
] as const)("a message that meets a %s", async (fault, error, sent) => {
  clouds.faults.add({
    action: "SendMessage",
    fault,
    times: 1,
    when: ({ service, params }) =>
      service === "mns" && params.queue === "jobs" && params.MessageBody === "hello",
  });

  await run(sends("queues/jobs", ["serviceParams: { MessageBody: hello }"]));
  const [status] = await result();

  expect(status).toBe(error === undefined ? "Succeeded" : "Failed");
  expect(clouds.history({ flow: "f", name: "e" }).at(-1)?.detail.error).toBe(error);
  expect(clouds.messages("jobs")).toHaveLength(sent);
});

test("a message that was refused for now is sent by the step's retry, to a topic too", async () => {
  clouds.faults.add({ action: "PublishMessage", fault: "throttle", times: 2 });

  await run(
    sends("topics/jobs", [
      "serviceParams: { MessageBody: hello }",
      "retry: [{ errors: [MNS.ResourceThrottled], maxAttempts: 2 }]",
    ]),
  );

  expect(await result()).toMatchObject(["Succeeded", {}]);
});

test("messages are forgotten with everything else", async () => {
  await run(sends("queues/jobs", ["serviceParams: { MessageBody: hello }"]));
  await result();

  clouds.reset();

  expect(clouds.messages("jobs")).toEqual([]);
});
