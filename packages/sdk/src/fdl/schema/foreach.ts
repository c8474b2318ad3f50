import * as z from "zod";
import type { ForeachStep, IterationMapping } from "../tree/index.ts";
import { endableStep } from "./step-base.ts";
import type { StepsSchema } from "./steps.ts";

export const iterationMappingSchema = z.strictObject({
  collection: z.string(),
  item: z.string(),
  index: z.string().exactOptional(),
}) satisfies z.ZodType<IterationMapping>;

export function foreachSchemas(steps: StepsSchema) {
  const foreachSchema = z.strictObject({
    type: z.literal("foreach"),
    ...endableStep,
    iterationMapping: iterationMappingSchema,
    steps,
  }) satisfies z.ZodType<ForeachStep>;
  return { foreachSchema };
}
