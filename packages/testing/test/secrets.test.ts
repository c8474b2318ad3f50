import { format, inspect } from "node:util";
import { createReporter, handleTask } from "@fnfkit/function-kit";
import { defineFlow, defineFunction, FlowClient, FunctionClient } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.object({}),
  output: z.object({ approved: z.boolean() }),
  token: "taskToken",
});
const plain = defineFunction({ name: "plain", input: z.object({}), output: z.object({}) });
const auditFlow = defineFlow("audit", { input: z.object({}) }).task("audit", audit, {
  pattern: "waitForCallback",
  invocation: "Async",
  timeoutSeconds: 60,
});
const roleArn = "acs:ram::1234567890123456:role/auditor";

const clouds = setupClouds({ stalledAfterMs: 50 });
const logged: string[] = [];
beforeAll(() => {
  clouds.listen();
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => void logged.push(format(...words)));
  }
});
afterEach(() => clouds.reset());
afterAll(() => {
  clouds.close();
  vi.restoreAllMocks();
});

test("whatever fails on the embedded clouds, nothing secret is thrown, logged or told to the flow", async () => {
  const { credentials } = clouds;
  const secrets = new Set([credentials.accessKeySecret]);
  const thrown: unknown[] = [];
  const failing = async (call: Promise<unknown>) => {
    const failure = await call.then(
      (value) => new Error(`This was to fail, but gave ${inspect(value)}`),
      (error) => error,
    );
    expect(String(failure)).not.toMatch("This was to fail");
    thrown.push(failure);
  };
  clouds.deploy(
    audit,
    handleTask(audit, (_, { token = "", context }) => {
      const { accessKeySecret = "", securityToken = "" } = context.credentials ?? {};
      for (const secret of [token, accessKeySecret, securityToken]) secrets.add(secret);
      throw new Error(`I was called with ${token}, as ${accessKeySecret} and ${securityToken}`);
    }),
  );
  const flows = new FlowClient(clouds.config);
  const functions = new FunctionClient(clouds.config);
  await flows.deploy(auditFlow, { roleArn });

  // A function that tells all it knows.
  const execution = await flows.start(auditFlow, { input: {} });
  await failing(execution.result());
  const [token = ""] = secrets.size > 1 ? [[...secrets][1]] : [];
  expect(token).not.toBe("");

  // Reports that come too late or are forged.
  const reporter = createReporter(audit, clouds.config);
  expect(await reporter.succeed(token, { approved: true })).toEqual({ outcome: "alreadyCompleted" });
  const forged = `${token.slice(0, -4)}AAA=`;
  secrets.add(forged);
  await failing(reporter.succeed(forged, { approved: true }));
  await failing(flows.report.fail(token, ""));

  // Strangers, and those whose keys do not fit.
  const wrongKey = { ...credentials, accessKeySecret: "PlantedWrongSecret" };
  const wrongToken = { ...credentials, securityToken: "PlantedWrongToken" };
  secrets.add(wrongKey.accessKeySecret).add(wrongToken.securityToken);
  for (const planted of [wrongKey, wrongToken]) {
    const config = { ...clouds.config, credentials: planted };
    const strange = new FlowClient(config);
    await failing(strange.deploy(auditFlow, { roleArn }));
    await failing(strange.start(auditFlow, { input: {} }));
    await failing(strange.execution(auditFlow, execution.name).describe());
    await failing(strange.execution(auditFlow, execution.name).stop());
    await failing(createReporter(config).succeed(token, { approved: true }));
    for (const contract of [audit, plain]) {
      await failing(new FunctionClient(config).invokeAsync(contract, {}));
      await failing(new FunctionClient(config).job(contract, "job-1").describe());
      await failing(new FunctionClient(config).enableStatefulInvocation(contract));
    }
  }

  // What is not there.
  await failing(flows.start("nothing", { input: {} }));
  await failing(flows.execution("audit", "nothing").describe());
  await failing(functions.invokeAsync(plain, {}));
  await failing(functions.job(audit, "nothing").stop());

  // What waits for ever, and what is left behind.
  clouds.deploy(
    audit,
    handleTask(audit, (_, task) => {
      secrets.add(task.token ?? "");
      return task.defer();
    }),
  );
  const waiting = await flows.start(auditFlow, { input: {} });
  await failing(waiting.result());
  await failing((async () => clouds.reset())());

  const seen = [
    inspect([thrown, flows, functions, reporter, execution], {
      depth: Number.POSITIVE_INFINITY,
      showHidden: true,
    }),
    ...thrown.map((error) => `${(error as Error).stack} ${JSON.stringify(error)}`),
    ...logged,
  ].join("\n");
  for (const secret of secrets) {
    expect(secret).not.toBe("");
    for (const spelling of [secret, encodeURIComponent(secret)]) expect(seen).not.toContain(spelling);
  }
  expect(seen).not.toMatch(/Signature(=|%3D)(?!\*)/);
});
