#!/usr/bin/env node
import { readOptions, UsageError, usage } from "./local-options.ts";
import { startLocal } from "./start-local.ts";

run().catch((error: Error) => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`fnf-local: ${error.message}\n${isUsage ? `\n${usage}` : ""}`);
  process.exitCode = isUsage ? 2 : 1;
});

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(usage);
    return;
  }
  const log = (line: object) => {
    process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
  };
  const { url, accessKey, close } = await startLocal(options, log);
  if (options.accessKey === undefined) log({ what: "access key", ...accessKey });
  process.stdout.write(`listening on ${url}\n`);
  const stop = (signal: string) => {
    log({ what: "stopped", signal });
    void close();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
