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

/** The same as a function of FC 3.0, which has no services. */
export const auditOf3 = defineFunction({
  name: "audit",
  qualifier: "LATEST",
  input: audit.input,
  output: audit.output,
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
export async function startAudit(
  flows: FlowClient,
  pattern: Pattern,
  mapped: Mapped = {},
  resourceArn = "acs:fc:::services/shop/functions/audit",
) {
  const mappings = Object.entries({ orderId: "$input.orderId", ...mapped }).flatMap(([target, source]) => [
    `  - target: ${target}`,
    `    source: ${source}`,
  ]);
  const step = [
    "type: task",
    "name: audit",
    `resourceArn: ${resourceArn}`,
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

/**
 * Starts executions of a flow that audits many orders at once and waits for a callback for each. A step that fails is caught;
 * it times out after a day.
 */
export async function startAudits(flows: FlowClient, executions: number, orders: number) {
  const definition = `version: v1
type: flow
steps:
  - type: foreach
    name: each
    iterationMapping:
      collection: $.orders
      item: orderId
    steps:
      - type: task
        name: audit
        resourceArn: acs:fc:::services/shop/functions/audit
        pattern: waitForCallback
        timeoutSeconds: 86400
        serviceParams:
          InvocationType: Async
        inputMappings:
          - target: orderId
            source: $input.orderId
          - target: auditToken
            source: $context.task.token
        catch:
          - errors: [FnF.ALL]
            goto: done
      - type: pass
        name: done
`;
  await flows.deploy({ name: "audits", definition }, { roleArn: "acs:ram::1234567890123456:role/flows" });
  return Promise.all(
    Array.from({ length: executions }, (_, index) =>
      flows.start("audits", {
        name: `audits-${index}`,
        input: { orders: Array.from({ length: orders }, (_, order) => `${index}-${order}`) },
      }),
    ),
  );
}
