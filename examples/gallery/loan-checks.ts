import { defineFlow, defineFunction, eq } from "@fnfkit/sdk";
import { z } from "zod";

const loans = { service: "loans", qualifier: "live" };

export const scoreCredit = defineFunction({
  ...loans,
  name: "scoreCredit",
  input: z.object({ applicant: z.string() }),
  output: z.object({ score: z.int() }),
});

export const verifyIncome = defineFunction({
  ...loans,
  name: "verifyIncome",
  input: z.object({ applicant: z.string(), employer: z.string() }),
  output: z.object({ monthlyIncome: z.number() }),
});

export const screenName = defineFunction({
  ...loans,
  name: "screenName",
  input: z.object({ applicant: z.string() }),
  output: z.object({ listed: z.boolean() }),
});

export const gradeApplicant = defineFunction({
  ...loans,
  name: "gradeApplicant",
  input: z.object({ amount: z.number(), score: z.int(), monthlyIncome: z.number() }),
  output: z.object({ grade: z.enum(["A", "B", "C"]) }),
});

export const loanChecks = defineFlow("loan-checks", {
  input: z.object({ applicant: z.string(), employer: z.string(), amount: z.number() }),
})
  .parallel("bureaus", (all) =>
    all
      .branch((credit) =>
        credit.task("scoreCredit", scoreCredit, {
          input: ({ input }) => ({ applicant: input.applicant }),
          output: "merge",
        }),
      )
      .branch((income) =>
        income.task("verifyIncome", verifyIncome, {
          input: ({ input }) => ({ applicant: input.applicant, employer: input.employer }),
          output: "merge",
        }),
      )
      .branch((name) =>
        name
          .task("screenName", screenName, {
            input: ({ input }) => ({ applicant: input.applicant }),
            output: "merge",
          })
          .choice("isOnList", (when) =>
            when.if(
              ({ input }) => eq(input.listed, true),
              (way) =>
                way.fail("listed", {
                  error: "NameListed",
                  cause: "the applicant is on a sanctions list",
                }),
            ),
          ),
      )
      .output(({ local }) => ({ score: local[0].score, monthlyIncome: local[1].monthlyIncome })),
  )
  .task("grade", gradeApplicant, {
    input: ({ input, local }) => ({
      amount: input.amount,
      score: local.score,
      monthlyIncome: local.monthlyIncome,
    }),
    output: "merge",
  })
  .output(({ local }) => ({ grade: local.grade }));
