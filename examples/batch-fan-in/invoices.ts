import { handleTask } from "@fnfkit/function-kit";
import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

/** Hands one invoice to the bank, which settles all of a day in one go. */
export const pay = defineFunction({
  name: "pay",
  qualifier: "LATEST",
  input: z.object({ invoice: z.string() }),
  output: z.object({ receipt: z.string() }),
  errors: ["AccountClosed"],
  token: "taskToken",
});

export const payrunFlow = defineFlow("payrun", {
  input: z.object({ invoices: z.array(z.string()) }),
}).foreach("each", { collection: ({ input }) => input.invoices, item: "invoice" }, (item) =>
  item
    .task("pay", pay, {
      pattern: "waitForCallback",
      invocation: "Async",
      // The bank's day, and the minutes that the reports of a full batch take at the service's rate.
      timeoutSeconds: 2 * 86_400,
      input: ({ input }) => ({ invoice: input.invoice }),
      catch: [{ errors: ["AccountClosed"], goto: "unpaid" }],
    })
    .pass("paid", { output: ({ input }) => ({ receipt: input.pay.receipt }), end: true })
    .pass("unpaid", { output: () => ({ receipt: "none" }) }),
);

/** One line of the day's batch. The token is a secret: the queue is for the worker alone. */
export interface BatchLine {
  readonly invoice: string;
  readonly token: string;
}

/** Where lines wait for the worker: a queue in real life. */
export type BatchQueue = BatchLine[];

/** The function: it queues the invoice with its token and leaves the report to the worker. */
export function payHandler(queue: BatchQueue) {
  return handleTask(pay, ({ invoice }, task) => {
    const deferred = task.defer();
    queue.push({ invoice, token: task.token ?? "" });
    return deferred;
  });
}
