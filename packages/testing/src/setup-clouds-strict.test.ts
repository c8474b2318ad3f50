import { defineFunction, FunctionClient } from "@fnfkit/sdk";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { cloudsAndCalls, passFlow, taskFlow, work } from "../test/support/fnf-calls.ts";
import { setupClouds } from "./setup-clouds.ts";

const { clouds, call, refusal, ended, createFlow } = cloudsAndCalls({ stalledAfterMs: 50 });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

const contract = defineFunction({
  ...work,
  input: z.object({}),
  output: z.object({ n: z.number() }),
  errors: ["Busy"],
});

const run = async (lines: readonly string[] = []) => {
  await createFlow("f", taskFlow(lines));
  await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
  return ended("f", "e");
};

describe("reset fails a test that", () => {
  test("calls a function that nobody has deployed, even though the flow has caught the error", async () => {
    await createFlow(
      "f",
      `${taskFlow(["catch:", "  - errors: [FC.ServiceNotFound]", "    goto: done"])}\n  - type: succeed\n    name: done`,
    );
    await call("StartExecution", { FlowName: "f", ExecutionName: "e" });
    expect(await ended("f", "e")).toMatchObject({ Status: "Succeeded" });

    expect(() => clouds.reset()).toThrow(
      /function "shop\/work" was called by step "work", but is not there.*clouds\.allow\("unknownFunction"\)/,
    );
  });

  test("invokes such a function by itself", async () => {
    await new FunctionClient(clouds.config).invokeAsync(contract, {}).catch(() => {});

    expect(() => clouds.reset()).toThrow('function "shop/work" was called, but');
  });

  test("deploys a stand-in that nothing calls", () => {
    clouds.implement(contract, () => ({ n: 1 }));

    expect(() => clouds.reset()).toThrow('the stand-in for function "shop/work" was never called');
  });

  test("queues answers that nothing asks for", async () => {
    clouds.answers(contract).once({ n: 1 }).times(2, { n: 2 });
    clouds.answers(contract, { step: "other" }).always({ n: 3 });
    await run();

    expect(() => clouds.reset()).toThrow(
      /2 of the answers queued for function "shop\/work" were not used[\s\S]*1 of the answers queued for function "shop\/work" and step "other"/,
    );
  });

  test("calls a function more often than answers are queued for it", async () => {
    clouds.answers(contract).once(contract.error("Busy"));

    expect(await run(["retry:", "  - errors: [Busy]"])).toMatchObject({ Status: "Failed" });

    expect(clouds.history({ flow: "f", name: "e" }).at(-1)?.detail.error).toBe("UnexpectedCall");
    expect(() => clouds.reset()).toThrow(/"shop\/work" was called by step "work" beyond the answers queued/);
  });

  test("asks for what neither cloud knows, and says what it may have meant", async () => {
    expect(await refusal("StartDancing")).toEqual([400, "ActionNotSupported"]);
    await fetch("https://1234567890123456.cn-hangzhou.fc.aliyuncs.com/2021-04-06/services");

    expect(() => clouds.reset()).toThrow(/StartExecution[\s\S]*POST invocations/);
  });

  test("does so twice, in one line", async () => {
    await refusal("StartDancing");
    await refusal("StartDancing");

    expect(() => clouds.reset()).toThrow("(2 times)");
  });
});

describe("what is found", () => {
  test("can be allowed, until the next reset", async () => {
    clouds.allow("unknownFunction", "unusedStandIn");
    clouds.implement({ ...contract, name: "idle" } as typeof contract, () => ({ n: 1 }));
    await run();

    clouds.reset();
    clouds.implement(contract, () => ({ n: 1 }));

    expect(() => clouds.reset()).toThrow("never called");
  });

  test("can be allowed in all tests", () => {
    const lenient = setupClouds({ allow: ["unusedStandIn"] });
    lenient.implement(contract, () => ({ n: 1 }));

    lenient.reset();
  });

  test("is not a real function that is deployed for all tests", () => {
    clouds.deploy(work, async () => ({}));

    clouds.reset();
  });

  test("is not an invocation that nobody waits for", async () => {
    clouds.implement(contract, () => new Promise(() => {}));
    await new FunctionClient(clouds.config).invokeAsync(contract, {});

    clouds.reset();
  });
});

describe("queued answers", () => {
  test("lead a step through its retries: errors first, then a result", async () => {
    clouds.answers(contract).times(2, contract.error("Busy", "try later")).once({ n: 1 });

    expect(await run(["retry:", "  - errors: [Busy]"])).toMatchObject({ Output: '{"n":1}' });
    expect(clouds.calls(contract)).toMatchObject([{ step: "work" }, { step: "work" }, { step: "work" }]);
  });

  test("are for one step, for all others, or worked out; what is deployed answers after them", async () => {
    clouds.implement(contract, () => ({ n: 0 }));
    clouds.answers(contract).once((_input, { step }) => ({ n: step?.length ?? 0 }));
    clouds.answers(contract, { step: "first" }).once({ n: 1 });
    const [head, ...task] = taskFlow().split("\n    ");
    const step = (name: string) =>
      `  - type: task\n    name: ${name}\n    ${task.slice(1).join("\n    ")}\n    outputMappings:\n      - target: ${name}\n        source: $local.n`;
    const steps = ["first", "second", "third"].map(step).join("\n");
    await createFlow("f", `${head?.replace("  - type: task", "")}${steps}`);
    await call("StartExecution", { FlowName: "f", ExecutionName: "e" });

    expect(await ended("f", "e")).toMatchObject({ Output: '{"first":1,"second":6,"third":0}' });
  });

  test("are checked against the contract", async () => {
    clouds.answers(contract).once({ n: "one" } as never);

    await run();

    expect(clouds.history({ flow: "f", name: "e" }).at(-1)?.detail.error).toBe("InvalidOutput");
  });

  test("are asked for a whole number of times", () => {
    expect(() => clouds.answers(contract).times(0, { n: 1 })).toThrow(ConfigurationError);
  });
});

describe("a job that cannot end by itself", () => {
  test.each([
    ["because its function hangs", () => new Promise(() => {})],
    [
      "because it sleeps past its time-out",
      (_event: Buffer, context: object) => runtimeOf(context).clock?.sleep(7_200_000),
    ],
  ])("ends its caller's waiting with a message, %s", async (_why, handler) => {
    clouds.deploy(work, handler, { stateful: true, timeoutSeconds: 3_600, maxAsyncRetryAttempts: 0 });
    const job = await new FunctionClient(clouds.config).invokeAsync(contract, {}, { jobId: "order-42" });

    const failure = await job.ended({ pollIntervalMs: 7_200_000 }).catch((error: unknown) => error);

    expect(String(failure)).toMatch(
      /Function "shop\/work" \(job "order-42"\) has not ended.*stop its job.*advance\("3600s"\).*stalledAfterMs/,
    );
    await job.stop();
    expect(await job.ended()).toMatchObject({ status: "Stopped" });
  });
});

describe("beside an MSW server of one's own", () => {
  test("the clouds' handlers go into it, before or behind one's own", async () => {
    // Only one MSW server can be at work in a process.
    clouds.close();
    const both = cloudsAndCalls({ wire: "msw" });
    const server = setupServer(
      ...both.clouds.handlers(),
      http.get("https://rates.example/", () => HttpResponse.json({ rate: 2 })),
    );
    server.listen({ onUnhandledRequest: "error" });
    try {
      await both.createFlow("f", passFlow);
      expect(await (await fetch("https://rates.example/")).json()).toEqual({ rate: 2 });

      server.use(
        http.all("https://cn-hangzhou.fnf.aliyuncs.com/", () =>
          HttpResponse.json({ RequestId: "r-1", Flows: "mine" }),
        ),
      );
      expect(await both.call("ListFlows")).toMatchObject({ Flows: "mine" });
      server.resetHandlers();
      expect(await both.call("ListFlows")).toMatchObject({ Flows: [{ Name: "f" }] });
    } finally {
      server.close();
      clouds.listen();
    }
  });
});
