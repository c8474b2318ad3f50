import { format } from "node:util";
import { runtimeKey } from "@fnfkit/sdk/runtime";
import type { World } from "../world.ts";
import type { FunctionContext, FunctionLogger } from "./handler.ts";
import type { RegisteredFunction } from "./registry.ts";
import type { Attempt } from "./run-function.ts";

/** What a context says of the run that it is for. */
export type ContextParts = Omit<Attempt, "payload" | "jobId" | "step">;

/** The context of one attempt, with everything the Node.js runtimes document. */
export function functionContext(
  world: World,
  { target, settings, credentials }: RegisteredFunction,
  { requestId, attempt, taskToken, signal, clock, log }: ContextParts,
): FunctionContext {
  const { service, name, qualifier = "LATEST" } = target;
  return {
    requestId,
    credentials: { ...credentials },
    function: { name, handler: "index.handler", memory: settings.memoryMb, timeout: settings.timeoutSeconds },
    service: {
      ...(service !== undefined && { name: service }),
      logProject: "",
      logStore: "",
      qualifier,
      versionId: "",
    },
    region: world.region,
    accountId: world.accountId,
    logger: logger(requestId, clock.now, log),
    tracing: {},
    retryCount: attempt - 1,
    ...(taskToken !== undefined && world.passTaskToken === "context" && { taskToken }),
    [runtimeKey]: {
      clock,
      signal,
      ...(world.endpoint !== undefined && { endpoint: world.endpoint }),
      ...(world.send !== undefined && { send: world.send }),
    },
  };
}

function logger(requestId: string, now: () => number, log: string[]): FunctionLogger {
  const write =
    (level: string) =>
    (...message: unknown[]) => {
      log.push(`${new Date(now()).toISOString()} ${requestId} [${level}] ${format(...message)}`);
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    log: write("info"),
  };
}
