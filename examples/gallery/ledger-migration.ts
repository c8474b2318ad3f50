import { defineFlow, defineFunction, eq, ge } from "@fnfkit/sdk";
import { z } from "zod";

export const moveBatch = defineFunction({
  service: "ledger",
  qualifier: "live",
  name: "moveBatch",
  input: z.object({ cursor: z.string(), execution: z.string() }),
  /** `cursor` is where the next batch begins, `successor` the name for the execution that goes on when this one is full. */
  output: z.object({ cursor: z.string(), done: z.boolean(), successor: z.string() }),
});

const migration = defineFlow("ledger-migration", { input: z.object({ cursor: z.string() }) });

export const ledgerMigration = migration
  .pass("begin", { output: ({ input }) => ({ cursor: input.cursor }) })
  .task("moveBatch", moveBatch, {
    input: ({ local, context }) => ({ cursor: local.cursor, execution: context.execution.name }),
    output: "merge",
    retry: [{ errors: ["FnF.ALL"], intervalSeconds: 2, maxAttempts: 6 }],
  })
  .choice(
    "whatNext",
    { input: ({ local, context }) => ({ done: local.done, events: context.step.eventId }) },
    (when) =>
      when
        .if(
          ({ input }) => eq(input.done, true),
          (way) => way.goto("moved"),
        )
        .if(
          ({ input }) => ge(input.events, 4_000),
          (way) => way.goto("handOver"),
        )
        .else((way) => way.goto("moveBatch")),
  )
  .subFlow("handOver", migration, {
    pattern: "requestResponse",
    input: ({ local }) => ({ cursor: local.cursor }),
    executionName: ({ local }) => local.successor,
    output: "merge",
    retry: [{ errors: ["FnF.ALL"], intervalSeconds: 2, maxAttempts: 6 }],
    end: true,
  })
  .succeed("moved")
  .output(({ local }) => ({ done: local.done, successor: local.successor }));
