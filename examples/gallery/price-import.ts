import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

const prices = { service: "prices", qualifier: "live" };

export const importPrices = defineFunction({
  ...prices,
  name: "importPrices",
  input: z.object({ list: z.string() }),
  output: z.object({ imported: z.int() }),
  errors: ["ListUnreadable"],
});

export const setAside = defineFunction({
  ...prices,
  name: "setAside",
  input: z.object({ list: z.string(), error: z.string(), cause: z.string() }),
  output: z.object({}),
});

export const priceImport = defineFlow("price-import", { input: z.object({ list: z.string() }) })
  .task("import", importPrices, {
    timeoutSeconds: 300,
    input: ({ input }) => ({ list: input.list }),
    output: "merge",
    error: ({ local }) => ({ error: local.error, cause: local.cause }),
    retry: [
      {
        errors: ["FC.ResourceThrottled", "FC.ResourceExhausted"],
        intervalSeconds: 2,
        multiplier: 2,
        maxIntervalSeconds: 30,
        maxAttempts: 12,
      },
      { errors: ["FC.Unknown", "FnF.TaskTimeout"], intervalSeconds: 10, maxAttempts: 1 },
    ],
    catch: [{ errors: ["FnF.ALL"], goto: "setAside" }],
    end: true,
  })
  .task("setAside", setAside, {
    input: ({ input, local }) => ({ list: input.list, error: local.error, cause: local.cause }),
    output: "merge",
  })
  .fail("notImported", { error: "PriceListSetAside" });
