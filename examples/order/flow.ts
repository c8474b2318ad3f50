import { defineFlow } from "@fnfkit/sdk";
import { audit, notify, Order, reserve } from "./contracts.ts";

export const orderFlow = defineFlow("order", { input: Order })
  .task("reserve", reserve, {
    pattern: "sync",
    invocation: "Async",
    jobId: ({ context }) => context.execution.name,
    timeoutSeconds: 86_400,
    input: ({ input }) => ({ sku: input.sku, quantity: input.quantity }),
  })
  .task("audit", audit, {
    pattern: "waitForCallback",
    invocation: "Async",
    timeoutSeconds: 86_400,
    input: ({ input }) => ({ orderId: input.id, quantity: input.quantity }),
  })
  .task("notify", notify, {
    pattern: "requestResponse",
    input: ({ input, local }) => ({
      customer: input.customer,
      receipt: local.reserve.receipt,
      approvedBy: local.audit.by,
    }),
  })
  .output(({ local }) => ({
    receipt: local.reserve.receipt,
    approvedBy: local.audit.by,
    message: local.notify.message,
  }));
