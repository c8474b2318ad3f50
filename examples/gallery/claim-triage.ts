import { and, defineFlow, defineFunction, eq, le, lt, or } from "@fnfkit/sdk";
import { z } from "zod";

export const openCase = defineFunction({
  service: "claims",
  qualifier: "live",
  name: "openCase",
  input: z.object({ claimId: z.string(), desk: z.string(), payAtOnce: z.boolean() }),
  output: z.object({ caseId: z.string() }),
});

const claim = z.object({
  claimId: z.string(),
  kind: z.enum(["glass", "theft", "water", "storm"]),
  amount: z.number(),
  policeReport: z.boolean(),
});

export const claimTriage = defineFlow("claim-triage", { input: claim })
  .choice("byKind", { output: "merge" }, (when) =>
    when
      .if(
        ({ input }) => eq(input.kind, "glass"),
        (glass) =>
          glass.choice("glassBySize", { output: "merge" }, (size) =>
            size
              .if(
                ({ input }) => le(input.amount, 500),
                (small) => small.pass("glassAtOnce", { output: () => ({ desk: "none", payAtOnce: true }) }),
              )
              .else((large) =>
                large.pass("glassToWorkshop", { output: () => ({ desk: "workshop", payAtOnce: false }) }),
              ),
          ),
      )
      .if(
        ({ input }) => and(eq(input.kind, "theft"), or(input.policeReport, lt(input.amount, 200))),
        (theft) => theft.pass("theftToDesk", { output: () => ({ desk: "theft", payAtOnce: false }) }),
      )
      .if(
        ({ input }) => eq(input.kind, "theft"),
        (theft) => theft.goto("reportMissing"),
      )
      .else((other) => other.pass("otherToDesk", { output: () => ({ desk: "general", payAtOnce: false }) })),
  )
  .task("openCase", openCase, {
    input: ({ input, local }) => ({ claimId: input.claimId, desk: local.desk, payAtOnce: local.payAtOnce }),
    output: ({ input, local }) => ({ caseId: local.caseId, desk: input.desk }),
    end: true,
  })
  .fail("reportMissing", {
    error: "PoliceReportMissing",
    cause: "a theft of this size needs a police report",
  });
