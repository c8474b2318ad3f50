import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createReporter } from "@fnfkit/function-kit";
import { setupClouds } from "@fnfkit/testing";
import { describe, expect, test } from "vitest";
import { audit, notify, reserve } from "./contracts.ts";
import { shopFunctions } from "./functions.ts";

const demo = fileURLToPath(new URL("demo.ts", import.meta.url));
const run = promisify(execFile);

/** Runs the demo as a person would, in a process of its own, without credentials unless they are given. */
async function runDemo(args: readonly string[], env: Record<string, string> = {}) {
  const node = ["--import", "tsx", "--conditions=@fnfkit/source", demo, ...args];
  const ended = await run(process.execPath, node, {
    env: { PATH: process.env.PATH ?? "", HOME: tmpdir(), ...env },
  }).catch((failure) => failure);
  return { exitCode: ended.code ?? 0, stdout: String(ended.stdout), stderr: String(ended.stderr) };
}

const threeOrders = [
  {
    flow: "order",
    patterns: ["sync", "waitForCallback", "requestResponse"],
    status: "Succeeded",
    output: { receipt: "longjing-250g-12", approvedBy: "Ada", message: expect.stringContaining("Dear Lin") },
    steps: [
      { name: "reserve", status: "Succeeded" },
      { name: "audit", status: "Succeeded" },
      { name: "notify", status: "Succeeded" },
    ],
  },
  {
    status: "Failed",
    error: "OutOfStock",
    steps: [
      { name: "reserve", status: "Failed" },
      { name: "audit", status: "NotReached" },
      { name: "notify", status: "NotReached" },
    ],
  },
  {
    status: "Stopped",
    error: "OrderCancelled",
    job: { status: "Stopped" },
    steps: [
      { name: "reserve", status: "Stopped" },
      { name: "audit", status: "NotReached" },
      { name: "notify", status: "NotReached" },
    ],
  },
];

describe("on the embedded clouds", () => {
  test("--json prints how the three orders ended, and nothing else", async () => {
    const { stdout, stderr, exitCode } = await runDemo(["--json"]);

    expect(JSON.parse(stdout)).toMatchObject(threeOrders);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  }, 30_000);

  test("piped, it tells what happens line by line", async () => {
    const { stdout, exitCode } = await runDemo([]);

    expect(stdout).toMatch(/reserve: Succeeded at 2026-01-01 00:12:0\d after 0:12:0\d/);
    expect(stdout).toMatch(/audit: Succeeded at .* after 2:00:0\d/);
    expect(stdout).toMatch(/Stopped \(its job: Stopped\): OrderCancelled/);
    expect(exitCode).toBe(0);
  }, 30_000);

  test("--input runs another order", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "order-")), "order.json");
    await writeFile(file, JSON.stringify({ id: "7", sku: "pu'er", quantity: 101, customer: "Mei" }));

    const { stdout } = await runDemo(["--json", "--input", file]);

    expect(JSON.parse(stdout)[0]).toMatchObject({ status: "Succeeded", output: { receipt: "pu'er-101" } });
  }, 30_000);

  test.each([
    ["is not there", undefined, /cannot be read/],
    ["is no JSON", "{", /not JSON/],
    ["is no order", '{"id":"7"}', /sku.*quantity.*customer/],
  ])(
    "an order that %s is refused",
    async (_, content, message) => {
      const file = join(await mkdtemp(join(tmpdir(), "order-")), "order.json");
      if (content !== undefined) await writeFile(file, content);

      const { stdout, stderr, exitCode } = await runDemo(["--json", "--input", file]);

      expect(stderr).toMatch(message);
      expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    },
    30_000,
  );
});

describe("on other clouds", () => {
  const orderFile = fileURLToPath(new URL("input.json", import.meta.url));

  test("the same orders end the same way", async () => {
    const clouds = setupClouds();
    const server = await clouds.serve();
    const reporter = createReporter(audit, { ...clouds.config, endpoint: server.url });
    const functions = shopFunctions({
      async askAuditor({ token }) {
        await reporter.succeed(token, { approved: true, by: "Ada" });
      },
    });
    clouds.deploy(reserve, functions.reserve, { timeoutSeconds: 86_400, maxAsyncRetryAttempts: 0 });
    clouds.deploy(audit, functions.audit);
    clouds.deploy(notify, functions.notify);
    const { region, accountId } = clouds.config;
    const { credentials } = clouds;

    const { stdout, stderr } = await runDemo(
      ["--json", "--region", region, "--account", accountId, "--endpoint", server.url, "--input", orderFile],
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: credentials.accessKeySecret,
      },
    );
    await server.close();

    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject(threeOrders);
  }, 60_000);

  test("without credentials it says so in one sentence, before any request", async () => {
    let requests = 0;
    const server = createServer((_, reply) => {
      requests++;
      reply.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;

    const { stdout, stderr, exitCode } = await runDemo([
      ...["--region", "cn-hangzhou", "--account", "1", "--endpoint", `http://127.0.0.1:${port}`],
    ]);
    server.close();

    expect(requests).toBe(0);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/credentials/i);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
  }, 30_000);

  test("an account alone does not say which clouds", async () => {
    const { stderr, exitCode } = await runDemo(["--account", "1234567890123456"]);

    expect(stderr).toMatch(/--region and --account/);
    expect(exitCode).toBe(2);
  }, 30_000);
});
