import type { JsonObject } from "@fnfkit/sdk/contract";
import { isServiceError } from "@fnfkit/sdk/errors";
import { createFnfTransport } from "@fnfkit/sdk/transport";
import { setupClouds } from "../../src/index.ts";

/** Parameters of a call, as a client writes them. */
export type Call = [action: string, params?: JsonObject];

/** Both clouds, and the raw actions of FnF called through the real vendor client. */
export function cloudsAndCalls(options?: Parameters<typeof setupClouds>[0]) {
  const clouds = setupClouds(options);
  const transport = createFnfTransport(clouds.config);
  const call = (...[action, params]: Call) => transport.call(action, params);

  /** What a call is refused with: HTTP status and code. */
  const refusal = async (...args: Call) => {
    const failure = await call(...args).then(
      () => "was not refused",
      (error: unknown) => error,
    );
    return isServiceError(failure) ? [failure.status, failure.serviceCode] : failure;
  };

  /** Describes an execution once it has ended, as a client does that waits for the result. */
  const ended = async (FlowName: string, ExecutionName: string): Promise<JsonObject> => {
    const description = await call("DescribeExecution", { FlowName, ExecutionName, WaitTimeSeconds: 60 });
    return description.Status === "Running" ? ended(FlowName, ExecutionName) : description;
  };

  /** Creates a flow from YAML steps, or from a whole definition. */
  const createFlow = (name: string, definition: string) =>
    call("CreateFlow", { Name: name, Definition: definition, Description: "", Type: "FDL" });

  return { clouds, call, refusal, ended, createFlow };
}

/** A flow of one task that calls the function `work` of the service `shop`. */
export function taskFlow(lines: readonly string[] = []): string {
  return [
    "version: v1",
    "type: flow",
    "steps:",
    "  - type: task",
    "    name: work",
    "    resourceArn: acs:fc:::services/shop/functions/work",
    ...lines.map((line) => `    ${line}`),
  ].join("\n");
}

/** A task that waits for a callback and gives its function the token. */
export const callbackLines = [
  "pattern: waitForCallback",
  "inputMappings:",
  "  - target: taskToken",
  "    source: $context.task.token",
];

export const passFlow = "version: v1\ntype: flow\nsteps:\n  - type: pass\n    name: only\n";

export const work = { service: "shop", name: "work" };
