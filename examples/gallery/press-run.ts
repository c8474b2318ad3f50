import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

const publisher = { service: "publisher", qualifier: "live" };

export const makePlates = defineFunction({
  ...publisher,
  name: "makePlates",
  input: z.object({ title: z.string() }),
  output: z.object({ plates: z.string() }),
});

/** The printing house reports the token when the books are there, so `reportTo` is an input like any other here. */
export const orderPrinting = defineFunction({
  ...publisher,
  name: "orderPrinting",
  input: z.object({ plates: z.string(), copies: z.int(), reportTo: z.string() }),
  output: z.object({ orderNumber: z.string() }),
});

export const pressRun = defineFlow("press-run", {
  input: z.object({ title: z.string(), copies: z.int(), taskToken: z.string() }),
})
  .task("makePlates", makePlates, {
    input: ({ input }) => ({ title: input.title }),
    output: ({ local }) => ({ plates: local.plates }),
  })
  .task("order", orderPrinting, {
    input: ({ input, local }) => ({ plates: local.plates, copies: input.copies, reportTo: input.taskToken }),
    output: "merge",
  })
  .output(({ local }) => ({ orderNumber: local.orderNumber }));
