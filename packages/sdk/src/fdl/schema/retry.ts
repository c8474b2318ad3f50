import * as z from "zod";
import { limits } from "../shape/index.ts";
import type { Catch, Retry } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { seconds } from "./seconds.ts";

const errors = () =>
  z.array(z.string()).register(docs, {
    description: "The error names it is for; `FnF.ALL` is for every error.",
  });

export const retrySchema = z
  .strictObject({
    errors: errors(),
    intervalSeconds: seconds("Seconds before the first retry.", {
      default: 1,
      maximum: limits.retryIntervalSeconds,
    }).exactOptional(),
    maxIntervalSeconds: seconds("The longest interval in seconds.", {
      default: limits.retryIntervalSeconds,
      maximum: limits.retryIntervalSeconds,
    }).exactOptional(),
    maxAttempts: z
      .number()
      .register(docs, {
        description: "How many retries, not counting the first try.",
        type: "integer",
        default: 3,
      })
      .exactOptional(),
    multiplier: z
      .number()
      .register(docs, {
        description: "What each interval is multiplied by to give the next.",
        default: 2,
      })
      .exactOptional(),
  })
  .register(docs, {
    id: "retry",
    description: "When and how often the task is tried again.",
  }) satisfies z.ZodType<Retry>;

export const catchSchema = z
  .strictObject({
    errors: errors(),
    goto: z.string().register(docs, { description: "A sibling step." }),
  })
  .register(docs, {
    id: "catch",
    description: "Where the task goes on once its retries are used up.",
  }) satisfies z.ZodType<Catch>;
