import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";
import { loanChecks } from "./loan-checks.ts";

const loans = { service: "loans", qualifier: "live" };

export const makeOffer = defineFunction({
  ...loans,
  name: "makeOffer",
  input: z.object({ amount: z.number(), grade: z.enum(["A", "B", "C"]) }),
  output: z.object({ offer: z.string() }),
});

export const openCase = defineFunction({
  ...loans,
  name: "openCase",
  input: z.object({ applicant: z.string(), reason: z.string() }),
  output: z.object({ caseId: z.string() }),
});

export const loanApplication = defineFlow("loan-application", {
  input: z.object({ applicant: z.string(), employer: z.string(), amount: z.number() }),
})
  .subFlow("check", loanChecks, {
    pattern: "sync",
    timeoutSeconds: 600,
    input: ({ input }) => ({ applicant: input.applicant, employer: input.employer, amount: input.amount }),
    output: ({ local }) => ({ grade: local.grade }),
    error: ({ local }) => ({ reason: local.cause }),
    retry: [
      { errors: ["FC.ResourceThrottled", "FC.ResourceExhausted"], intervalSeconds: 15, maxAttempts: 3 },
    ],
    catch: [
      { errors: ["NameListed"], goto: "refused" },
      { errors: ["FnF.ALL"], goto: "lookAtIt" },
    ],
  })
  .task("makeOffer", makeOffer, {
    input: ({ input, local }) => ({ amount: input.amount, grade: local.grade }),
    output: "merge",
    end: true,
  })
  .task("lookAtIt", openCase, {
    input: ({ input, local }) => ({ applicant: input.applicant, reason: local.reason }),
    output: "merge",
    end: true,
  })
  .fail("refused", { error: "LoanRefused", cause: "the applicant is on a sanctions list" });
