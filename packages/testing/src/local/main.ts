#!/usr/bin/env node
import { readOptions, UsageError, usage } from "./local-options.ts";
import { startLocal } from "./start-local.ts";

run().catch(fail);

function fail(error: Error): void {
  const isUsage = error instanceof UsageError;
  process.exitCode = isUsage ? 2 : 1;
  process.stderr.write(`fnf-local: ${error.message}\n${isUsage ? `\n${usage}` : ""}`, exit);
}

/** What functions have left open, timers and connections, would keep the process. */
function exit(): void {
  process.exit();
}

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
  const stop = (signal: string) => {
    log({ what: "stopped", signal });
    close().then(exit, fail);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  // Whoever reads it may signal at once.
  process.stdout.write(`listening on ${url}\n`);
}
