import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

/** What is to become of an order. */
export const fates = ["fine", "busy", "soldOut", "declined", "silent", "stopped"] as const;
export type Fate = (typeof fates)[number];

const Order = z.object({ id: z.string(), fate: z.enum(fates) });
export type Order = z.infer<typeof Order>;

/** Answers a flow that waits for it. Is too busy at first when the order is to meet that. */
export const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: Order,
  output: z.object({ receipt: z.string() }),
  errors: ["Busy", "SoldOut"],
});

/** Leaves the answer to somebody who has the token. */
export const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: Order,
  output: z.object({ by: z.string() }),
  errors: ["Declined"],
  token: "taskToken",
});

/** Is called asynchronously; its end is reported to the flow. */
export const pack = defineFunction({
  service: "shop",
  name: "pack",
  input: Order,
  output: z.object({ weight: z.number() }),
});

const misfortunes = ["FC.ResourceThrottled", "FC.InternalServerError", "FC.Unknown"] as const;

// Whatever befalls a call, a flow that goes on trying gets through.
const again = { intervalSeconds: 1, maxIntervalSeconds: 30, maxAttempts: 20 };

/** A function of each pattern, a wait between them, and an error that is caught. */
export const orderFlow = defineFlow("order", { input: Order })
  .task("reserve", reserve, {
    input: ({ input }) => ({ id: input.id, fate: input.fate }),
    retry: [{ errors: ["Busy", ...misfortunes], ...again }],
    catch: [{ errors: ["SoldOut"], goto: "refused" }],
  })
  .task("audit", audit, {
    pattern: "waitForCallback",
    invocation: "Async",
    timeoutSeconds: 86_400,
    input: ({ input }) => ({ id: input.id, fate: input.fate }),
    retry: [{ errors: misfortunes, ...again }],
  })
  .wait("coolOff", { durationSeconds: 3_600 })
  .parallel("prepare", (all) =>
    all
      .branch((packing) =>
        packing.task("pack", pack, {
          pattern: "sync",
          invocation: "Async",
          input: ({ input }) => ({ id: input.id, fate: input.fate }),
          retry: [{ errors: misfortunes, ...again }],
        }),
      )
      .branch((rest) => rest.pass("rest")),
  )
  .succeed("done", { output: ({ input }) => ({ receipt: input.reserve.receipt, by: input.audit.by }) })
  .fail("refused", { error: "Refused" });
