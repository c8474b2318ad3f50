import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { defineFunction, FlowClient, FunctionClient } from "@fnfkit/sdk";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { callApi, fc2Client, fnfClient } from "../../test/support/vendor-clients.ts";
import { readOptions, UsageError } from "./local-options.ts";
import { startLocal } from "./start-local.ts";

const folder = mkdtempSync(join(tmpdir(), "fnfkit-local-"));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "flows"));
const functions = join(folder, "functions.mjs");
const flows = join(folder, "flows");
writeFileSync(
  functions,
  `export default {
  "shop/double": async (event) => ({ n: 2 * JSON.parse(event).n }),
  "shop.prod/audit": { handler: (event, context, callback) => callback(null, { by: context.service.qualifier }), stateful: true },
  plain: async () => { throw new RangeError("too far"); },
};`,
);
writeFileSync(
  join(flows, "pricing.flow.yml"),
  `version: v1
type: flow
steps:
  - type: wait
    name: pause
    duration: 3600
  - type: task
    name: double
    resourceArn: acs:fc:::services/shop/functions/double
`,
);
const accessKey = { accessKeyId: "LTAI-local", accessKeySecret: "local-secret" };
const options = { ...readOptions([]), functions, flows, accessKey, speed: 3_600_000 } as NonNullable<
  ReturnType<typeof readOptions>
>;
const place = { region: "cn-hangzhou", accountId: "1234567890123456" };

describe("the command line", () => {
  test("has defaults", () => {
    expect(readOptions([])).toMatchObject({ port: 0, time: "real", speed: 1, accessKey: undefined });
    expect(readOptions(["--help"])).toBeUndefined();
  });

  test("is read", () => {
    const args =
      "--port 8080 --access-key-id ID --access-key-secret SECRET --time virtual --speed 60 --flows f";

    expect(readOptions(args.split(" "))).toMatchObject({
      port: 8080,
      accessKey: { accessKeyId: "ID", accessKeySecret: "SECRET" },
      time: "virtual",
      speed: 60,
      flows: "f",
    });
  });

  test.each([
    [["--port", "no"]],
    [["--port", "70000"]],
    [["--speed", "0"]],
    [["--speed", ""]],
    [["--time", "soon"]],
    [["--access-key-id", "ID"]],
    [["--colour", "red"]],
    [["flows"]],
  ])("is refused when it cannot be meant: %j", (args) => {
    expect(() => readOptions(args)).toThrow(UsageError);
  });
});

describe("the local server", () => {
  test("runs the functions of the guide", async () => {
    const guide = readFileSync(new URL("../../../../docs/local-server.md", import.meta.url), "utf8");
    const [, code = ""] = /```js file=functions\.mjs\n([\s\S]*?)```/.exec(guide) ?? [];
    writeFileSync(join(folder, "guide.mjs"), code);
    const server = await startLocal(
      { ...options, functions: join(folder, "guide.mjs"), flows: undefined },
      () => {},
    );
    const invoke = async (service: string, name: string, event: string) =>
      String((await fc2Client(endpointsAt(server.url), accessKey).invokeFunction(service, name, event)).data);

    expect(await invoke("shop", "reserve", '{"sku":"tea"}')).toBe('{"receipt":"r-tea"}');
    expect(await invoke("shop", "report", "{}")).toBe('{"by":"report"}');
    await server.close();
  });

  test.each(["real", "virtual"] as const)(
    "runs flows of a folder with functions of a module, in %s time",
    async (time) => {
      const log: object[] = [];
      const server = await startLocal({ ...options, time }, (line) => void log.push(line));
      const client = new FlowClient({ ...place, credentials: accessKey, endpoint: server.url });

      const execution = await client.start("pricing", { name: "p-1", input: { n: 21 } });

      expect(await execution.result()).toEqual({ n: 42 });
      expect(log).toEqual(
        expect.arrayContaining([
          { what: "deployed", functions: ["shop/double", "shop.prod/audit", "plain"] },
          { what: "deployed", flows: ["pricing"] },
          expect.objectContaining({ what: "request", asked: "StartExecution", status: 200 }),
          expect.objectContaining({
            what: "function",
            function: "shop/double",
            ended: "succeeded",
            step: "double",
          }),
          expect.objectContaining({ what: "execution", execution: "p-1", status: "Succeeded" }),
        ]),
      );
      await server.close();
    },
  );

  test("serves the vendor's own clients, and whoever speaks HTTP", async () => {
    const log: object[] = [];
    const server = await startLocal(options, (line) => void log.push(line));
    const endpoints = endpointsAt(server.url);

    expect(
      await fnfClient(endpoints, accessKey).request("DescribeFlow", { Name: "pricing" }, {}),
    ).toMatchObject({
      Name: "pricing",
    });
    const { data } = await fc2Client(endpoints, accessKey).invokeFunction("shop", "double", '{"n":2}');
    expect(String(data)).toBe('{"n":4}');
    const refused = callApi(server.url, accessKey, {
      ...{ style: "ROA", action: "GetAsyncTask", version: "2023-03-30", method: "GET" },
      pathname: "/2023-03-30/functions/plain/async-tasks/none",
    } as const);
    await expect(refused).rejects.toMatchObject({ code: "AsyncTaskNotFound" });
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: "ok" });
    expect((await rawCall(server.url, accessKey.accessKeySecret)).status).toBe(200);
    const stranger = await rawCall(server.url, "guessed");
    expect([stranger.status, await stranger.json()]).toMatchObject([403, { Code: "SignatureNotMatch" }]);
    expect(log.at(-1)).toMatchObject({ asked: "ListFlows", status: 403, error: "SignatureNotMatch" });

    await server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  test("keeps jobs of functions that the module says are stateful", async () => {
    const server = await startLocal(options, () => {});
    const audit = defineFunction({
      service: "shop",
      name: "audit",
      qualifier: "prod",
      input: z.object({}),
      output: z.object({}),
    });
    const client = new FunctionClient({ ...place, credentials: accessKey, endpoint: server.url });

    const job = await client.invokeAsync(audit, {}, { jobId: "j-1" });

    expect(await job.ended({ pollIntervalMs: 1 })).toMatchObject({ status: "Succeeded" });
    await server.close();
  });

  test.each([
    ["functions that are no map", { functions: "no-map.mjs" }, "no-map.mjs"],
    ["a function that is none", { functions: "no-handler.mjs" }, 'function "f"'],
    ["a flow that the service refuses", { flows: "bad" }, 'flow "broken"'],
    ["a folder of flows that is not there", { flows: "nope" }, /--flows.*nope".*no such folder/],
    ["a file in place of a folder", { flows: "no-map.mjs" }, /--flows.*no-map\.mjs".*no folder/],
  ])(
    "does not start with %s",
    async (_what, { functions: file, flows: dir }: Record<string, string>, words: string | RegExp) => {
      writeFileSync(join(folder, "no-map.mjs"), "export default 1;");
      writeFileSync(join(folder, "no-handler.mjs"), "export default { f: {} };");
      mkdirSync(join(folder, "bad"), { recursive: true });
      writeFileSync(join(folder, "bad/broken.yml"), "version: v1");
      const broken = {
        ...options,
        functions: file === undefined ? undefined : join(folder, file),
        flows: dir === undefined ? undefined : join(folder, dir),
      };

      await expect(startLocal(broken, () => {})).rejects.toThrow(words);
    },
  );
});

function endpointsAt(url: string) {
  return { fnf: url, fc2: url, fc3: url };
}

/** As a client in any language would do it: the RPC signature made by hand. */
function rawCall(url: string, secret: string): Promise<Response> {
  const params = {
    Action: "ListFlows",
    Version: "2019-03-15",
    Format: "JSON",
    AccessKeyId: accessKey.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: "1",
    Timestamp: "2026-01-01T00:00:00Z",
  };
  const encode = encodeURIComponent;
  const query = Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
  const signature = createHmac("sha1", `${secret}&`)
    .update(`GET&%2F&${encode(query)}`)
    .digest("base64");
  return fetch(`${url}/?${query}&Signature=${encode(signature)}`);
}

describe("the program", () => {
  const start = (...args: string[]): ChildProcess =>
    spawn(
      process.execPath,
      ["--conditions=@fnfkit/source", "--import", "tsx", join(import.meta.dirname, "main.ts"), ...args],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
  const firstLine = async (stream: NodeJS.ReadableStream | null) => {
    for await (const line of createInterface({ input: stream as NodeJS.ReadableStream })) return line;
    return "";
  };

  test("prints where it listens, logs in lines of JSON, and stops when it is told to", async () => {
    const program = start("--functions", functions, "--flows", flows);
    const exited = once(program, "exit");

    const [ready = "", logged = ""] = await Promise.all([
      firstLine(program.stdout),
      firstLine(program.stderr),
    ]);
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(ready)?.[1];
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(JSON.parse(logged)).toMatchObject({ time: expect.any(String), what: "deployed" });
    program.kill("SIGTERM");

    expect(await exited).toEqual([0, null]);
  }, 60_000);

  test("stops although a function keeps something open", async () => {
    const module = join(folder, "open.mjs");
    writeFileSync(module, "setInterval(() => {}, 1_000);\nexport default { work: async () => ({}) };");
    const program = start("--functions", module);
    onTestFinished(() => void program.kill("SIGKILL"));
    const exited = once(program, "exit");
    await firstLine(program.stdout);

    program.kill("SIGTERM");

    expect(await exited).toEqual([0, null]);
  }, 60_000);

  test("says what is wrong with its command line", async () => {
    const program = start("--speed", "fast");
    const [said, [code]] = await Promise.all([firstLine(program.stderr), once(program, "exit")]);

    expect([said, code]).toEqual(['fnf-local: --speed cannot be "fast".', 2]);
  }, 60_000);
});
