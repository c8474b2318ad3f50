/**
 * What the embedded clouds cost on top of the network layer below them: the vendor's client through MSW to a handler that
 * answers a constant is the floor, measured in the same run. And what is saved when that layer is left out.
 */
import { defineFlow, defineFunction, FlowClient } from "@fnfkit/sdk";
import { createFnfTransport } from "@fnfkit/sdk/transport";
import { setupClouds, type TestClouds } from "@fnfkit/testing";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { z } from "zod";
import { measure } from "./measure.ts";
import { printCosts, printTarget, ratioOf } from "./report.ts";

const budgetMs = 8_000;
const roleArn = "acs:ram::1:role/bench";

const work = defineFunction({ service: "s", name: "work", input: z.object({}), output: z.object({}) });
const flow = defineFlow("bench", { input: z.object({}) }).task("work", work, {
  pattern: "sync",
  invocation: "Async",
});

const overMsw = setupClouds();
const direct = setupClouds({ wire: "direct" });
const floor = "constant.example";
const server = setupServer(
  ...overMsw.handlers(),
  http.all(`https://${floor}/`, () => HttpResponse.json(constant)),
);
// They are asked by no wire of MSW's, and told so.
direct.handlers();
server.listen({ onUnhandledRequest: "error" });

const callOverMsw = await callerOf(overMsw);
const callDirectly = await callerOf(direct);
const describeConstant = describeBy(overMsw, floor);
// What the clouds answer: the client has as much to read.
const constant = await callOverMsw.describe();

const calls = await measure(
  [
    { name: "DescribeFlow over MSW", run: callOverMsw.describe },
    { name: "a constant behind MSW", run: describeConstant },
    { name: "DescribeFlow on the direct wire", run: callDirectly.describe },
  ],
  budgetMs,
);
printCosts("end-to-end: one call by a client", calls);

const executions = await measure(
  [
    { name: "over MSW", run: callOverMsw.execute },
    { name: "on the direct wire", run: callDirectly.execute },
  ],
  budgetMs / 2,
);
printCosts("end-to-end: an execution: start, asynchronous invocation, result", executions);
server.close();

console.log();
printTarget({
  name: "a call over MSW beside a constant behind it (0.7 times as many a second)",
  ...{
    value: ratioOf(calls.get("DescribeFlow over MSW"), calls.get("a constant behind MSW")),
    most: 1 / 0.7,
  },
  unit: "×",
});
printTarget({
  name: "a call on the direct wire beside one over MSW (20 times as many a second)",
  value: ratioOf(calls.get("DescribeFlow on the direct wire"), calls.get("DescribeFlow over MSW")),
  ...{ most: 1 / 20, unit: "×" },
});

async function callerOf(clouds: TestClouds) {
  clouds.implement(work, () => ({}));
  const flows = new FlowClient(clouds.config);
  await flows.deploy(flow, { roleArn, description: "Bench" });
  return {
    describe: describeBy(clouds),
    execute: async () => (await flows.start(flow, { input: {} })).result(),
  };
}

function describeBy({ config }: TestClouds, endpoint?: string) {
  const transport = createFnfTransport({ ...config, ...(endpoint !== undefined && { endpoint }) });
  return () => transport.call("DescribeFlow", { Name: "bench" });
}
