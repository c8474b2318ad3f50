import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";
import { pressRun } from "./press-run.ts";

export const announceBook = defineFunction({
  service: "publisher",
  qualifier: "live",
  name: "announceBook",
  input: z.object({ title: z.string(), pallets: z.int() }),
  output: z.object({ address: z.string() }),
});

export const bookPrinting = defineFlow("book-printing", {
  input: z.object({ title: z.string(), copies: z.int() }),
})
  .subFlow("print", pressRun, {
    pattern: "waitForCallback",
    timeoutSeconds: 1_209_600,
    input: ({ input }) => ({ title: input.title, copies: input.copies }),
    result: z.object({ pallets: z.int() }),
    output: ({ local }) => ({ pallets: local.pallets }),
    catch: [{ errors: ["FnF.TaskTimeout"], goto: "late" }],
  })
  .task("announce", announceBook, {
    input: ({ input, local }) => ({ title: input.title, pallets: local.pallets }),
    output: "merge",
    end: true,
  })
  .fail("late", { error: "PrintingLate", cause: "the printing house has said nothing for two weeks" });
