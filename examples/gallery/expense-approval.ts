import { defineFlow, defineFunction, eq } from "@fnfkit/sdk";
import { z } from "zod";

const expenses = { service: "expenses", qualifier: "live" };

export const askForDecision = defineFunction({
  ...expenses,
  name: "askForDecision",
  input: z.object({ claimId: z.string(), amount: z.number(), approver: z.string() }),
  output: z.object({ approved: z.boolean(), by: z.string() }),
  token: "taskToken",
});

export const payOut = defineFunction({
  ...expenses,
  name: "payOut",
  input: z.object({ claimId: z.string(), approvedBy: z.string() }),
  output: z.object({ transfer: z.string() }),
});

export const expenseApproval = defineFlow("expense-approval", {
  input: z.object({ claimId: z.string(), amount: z.number(), manager: z.string(), director: z.string() }),
})
  .task("askManager", askForDecision, {
    pattern: "waitForCallback",
    invocation: "Async",
    timeoutSeconds: 86_400,
    input: ({ input }) => ({ claimId: input.claimId, amount: input.amount, approver: input.manager }),
    output: "merge",
    catch: [{ errors: ["FnF.TaskTimeout"], goto: "askDirector" }],
  })
  .choice("managerDecided", (when) =>
    when
      .if(
        ({ input }) => eq(input.approved, true),
        (way) => way.goto("payOut"),
      )
      .else((way) => way.goto("refused")),
  )
  .task("askDirector", askForDecision, {
    pattern: "waitForCallback",
    invocation: "Async",
    timeoutSeconds: 172_800,
    input: ({ input }) => ({ claimId: input.claimId, amount: input.amount, approver: input.director }),
    output: "merge",
    catch: [{ errors: ["FnF.TaskTimeout"], goto: "lapsed" }],
  })
  .choice("directorDecided", (when) =>
    when
      .if(
        ({ input }) => eq(input.approved, true),
        (way) => way.goto("payOut"),
      )
      .else((way) => way.goto("refused")),
  )
  .task("payOut", payOut, {
    input: ({ input, local }) => ({ claimId: input.claimId, approvedBy: local.by }),
    output: "merge",
    end: true,
  })
  .fail("refused", { error: "ClaimRefused", cause: "the approver said no" })
  .fail("lapsed", { error: "ClaimLapsed", cause: "neither the manager nor the director has answered" });
