/**
 * What the embedded clouds cost on top of the network layer below them: the vendor's client through MSW to a handler that
 * answers a constant is the floor, measured in the same run.
 */
import { defineFlow, defineFunction, FlowClient } from "@fnfkit/sdk";
import { createFnfTransport } from "@fnfkit/sdk/transport";
import { setupClouds } from "@fnfkit/testing";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { Bench } from "tinybench";
import { z } from "zod";

const clouds = setupClouds();
const work = defineFunction({ service: "s", name: "work", input: z.object({}), output: z.object({}) });
const flow = defineFlow("bench", { input: z.object({}) }).task("work", work, {
  pattern: "sync",
  invocation: "Async",
});

async function measure(name: string, run: () => Promise<unknown>): Promise<number> {
  const bench = new Bench({ time: 1_500, warmupTime: 300 });
  bench.add(name, run);
  const [task] = await bench.run();
  if (task?.result.state !== "completed") throw new Error(`${name} did not complete`);
  return task.result.latency.mean;
}

const constant = setupServer(
  http.all("https://*.fnf.aliyuncs.com/", () => HttpResponse.json({ RequestId: "r" })),
);
// With credentials of their own: those of the config wait for the clouds to listen, and the floor comes first.
const transport = createFnfTransport({ ...clouds.config, credentials: clouds.credentials });
const describeFlow = () => transport.call("DescribeFlow", { Name: "bench" });

constant.listen();
const floorMs = await measure("constant answer", describeFlow);
constant.close();

clouds.listen();
clouds.implement(work, () => ({}));
const flows = new FlowClient(clouds.config);
await flows.deploy(flow, { roleArn: "acs:ram::1:role/bench" });
const callMs = await measure("DescribeFlow on the clouds", describeFlow);
const executionMs = await measure("start, invoke asynchronously, await", async () =>
  (await flows.start(flow, { input: {} })).result(),
);
clouds.close();

console.table({
  "a constant behind MSW (floor)": { "ms a call": floorMs.toFixed(3), "× the floor": "1.00" },
  "DescribeFlow, signature verified": {
    "ms a call": callMs.toFixed(3),
    "× the floor": (callMs / floorMs).toFixed(2),
  },
  "an execution: start, async invocation, result": {
    "ms a call": executionMs.toFixed(3),
    "× the floor": (executionMs / floorMs).toFixed(2),
  },
});
