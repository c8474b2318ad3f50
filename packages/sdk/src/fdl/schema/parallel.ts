import * as z from "zod";
import type { Branch, ParallelStep } from "../tree/index.ts";
import { endableStep } from "./step-base.ts";
import type { StepsSchema } from "./steps.ts";

export function parallelSchemas(steps: StepsSchema) {
  const branchSchema = z.strictObject({ steps }) satisfies z.ZodType<Branch>;
  const parallelSchema = z.strictObject({
    type: z.literal("parallel"),
    ...endableStep,
    branches: z.array(branchSchema),
  }) satisfies z.ZodType<ParallelStep>;
  return { branchSchema, parallelSchema };
}
