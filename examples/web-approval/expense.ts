import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

/** Asks a person, who decides on a web page when it suits them. */
export const approve = defineFunction({
  name: "approve",
  qualifier: "LATEST",
  input: z.object({ expense: z.string(), amount: z.number(), by: z.string() }),
  output: z.object({ approvedBy: z.string() }),
  errors: ["ExpenseRejected"],
  token: "taskToken",
});

const day = 86_400;

export const expenseFlow = defineFlow("expense", { input: approve.input })
  .task("approve", approve, {
    pattern: "waitForCallback",
    invocation: "Async",
    // Without it a request that nobody looks at would wait as long as the execution may run.
    timeoutSeconds: 3 * day,
    input: ({ input }) => ({ expense: input.expense, amount: input.amount, by: input.by }),
    catch: [
      { errors: ["ExpenseRejected"], goto: "rejected" },
      { errors: ["FnF.TaskTimeout"], goto: "forgotten" },
    ],
    error: ({ local }) => ({ reason: local.cause }),
  })
  .pass("paid", { output: ({ input }) => ({ paid: true, approvedBy: input.approve.approvedBy }), end: true })
  .fail("rejected", { error: "ExpenseRejected", cause: "the approver said no" })
  .fail("forgotten", { error: "ApprovalForgotten", cause: "nobody decided in three days" });
