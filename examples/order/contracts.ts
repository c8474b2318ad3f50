import { defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

export const Order = z.object({
  id: z.string(),
  sku: z.string(),
  quantity: z.number().int().positive(),
  customer: z.string(),
});

/** Picks the goods from the shelves: long work, so it runs as a job that can be watched and stopped. */
export const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string(), quantity: z.number() }),
  output: z.object({ receipt: z.string() }),
  errors: ["OutOfStock"],
  jobId: "jobId",
});

/** Asks a person, who decides when it suits them. */
export const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.object({ orderId: z.string(), quantity: z.number() }),
  output: z.object({ approved: z.boolean(), by: z.string() }),
  errors: ["AuditorUnavailable"],
  token: "taskToken",
});

/** Tells the customer. */
export const notify = defineFunction({
  service: "shop",
  name: "notify",
  input: z.object({ customer: z.string(), receipt: z.string(), approvedBy: z.string() }),
  output: z.object({ message: z.string() }),
});
