import * as z from "zod";
import type { Catch, Retry } from "../tree/index.ts";

const errors = z.array(z.string());

export const retrySchema = z.strictObject({
  errors,
  intervalSeconds: z.number().exactOptional(),
  maxIntervalSeconds: z.number().exactOptional(),
  maxAttempts: z.number().exactOptional(),
  multiplier: z.number().exactOptional(),
}) satisfies z.ZodType<Retry>;

export const catchSchema = z.strictObject({ errors, goto: z.string() }) satisfies z.ZodType<Catch>;
