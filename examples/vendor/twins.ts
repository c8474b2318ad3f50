import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

/** The function of every flow in this folder: it takes what it is given, and greets. */
export const hello = defineFunction({
  region: "cn-hangzhou",
  account: "1234567890123456",
  service: "greetings",
  name: "hello",
  input: z.object({}),
  output: z.object({ greeting: z.string() }),
  token: "taskToken",
  jobId: "id",
});

const greeting = { input: z.object({}) };

export const requestResponse = defineFlow("request-response", greeting).task("invokeHello", hello, {
  pattern: "requestResponse",
  invocation: "Async",
  output: "merge",
});

export const sync = defineFlow("sync", greeting).task("invokeHello", hello, {
  pattern: "sync",
  invocation: "Async",
  output: "merge",
});

/** The one difference to the vendor's: the task token is mapped into the event, so that the function can report it. */
export const waitForCallback = defineFlow("wait-for-callback", greeting).task("invokeHello", hello, {
  pattern: "waitForCallback",
  invocation: "Async",
  output: "merge",
});

export const stateful = defineFlow("stateful", greeting).task("invokeHello", hello, {
  pattern: "sync",
  invocation: "Async",
  input: () => ({}),
  jobId: ({ context }) => context.execution.name,
  output: "merge",
});
