import { defineFunction, type FlowClient, isExecutionFailedError } from "@fnfkit/sdk";
import { z } from "zod";

/** The function that the tests wrap. */
export const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.strictObject({ orderId: z.string() }),
  output: z.object({ approved: z.boolean(), note: z.string().optional() }),
  errors: ["AuditorUnavailable"],
  token: "auditToken",
  jobId: "jobId",
});

const patterns = {
  requestResponse: [],
  sync: ["pattern: sync", "serviceParams:", "  InvocationType: Async"],
  waitForCallback: ["pattern: waitForCallback", "serviceParams:", "  InvocationType: Async"],
} as const;

/** How a step calls the function. */
export type Pattern = keyof typeof patterns;

/** What a step adds to the execution's input, by its references. */
export type Mapped = Readonly<Record<string, string>>;

/** The mapping that gives a function its task token. */
export const mapsToken: Mapped = { auditToken: "$context.task.token" };

/** Starts an execution of a flow whose one step is the function; the step times out after a day. */
export async function startAudit(flows: FlowClient, pattern: Pattern, mapped: Mapped = {}) {
  const mappings = Object.entries({ orderId: "$input.orderId", ...mapped }).flatMap(([target, source]) => [
    `  - target: ${target}`,
    `    source: ${source}`,
  ]);
  const step = [
    "type: task",
    "name: audit",
    "resourceArn: acs:fc:::services/shop/functions/audit",
    "timeoutSeconds: 86400",
    "inputMappings:",
    ...mappings,
    ...patterns[pattern],
  ];
  const lines = ["version: v1", "type: flow", "steps:", "  -", ...step.map((line) => `    ${line}`)];
  await flows.deploy(
    { name: "audit", definition: lines.join("\n") },
    { roleArn: "acs:ram::1234567890123456:role/flows" },
  );
  const execution = await flows.start("audit", { input: { orderId: "42" } });
  return {
    execution,
    /** What the execution put out, or what it failed with. */
    end: async () => {
      try {
        return { output: await execution.result() };
      } catch (failure) {
        if (!isExecutionFailedError(failure)) throw failure;
        return { error: failure.error, cause: failure.cause };
      }
    },
  };
}
