import * as z from "zod";
import type { Branch, ParallelStep } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { endableStep } from "./step-base.ts";
import type { StepsSchema } from "./steps.ts";

export function parallelSchemas(steps: StepsSchema) {
  const branchSchema = z.strictObject({ steps }).register(docs, {
    id: "branch",
    description: "One branch of the parallel step.",
  }) satisfies z.ZodType<Branch>;
  const parallelSchema = z
    .strictObject({
      type: z.literal("parallel"),
      ...endableStep,
      branches: z
        .array(branchSchema)
        .register(docs, { description: "Run at once, at most 100.", maxItems: 100 }),
    })
    .register(docs, {
      id: "parallel",
      description:
        "Runs its branches at once, and goes on when all have ended. Without `outputMappings` it puts out nothing.",
    }) satisfies z.ZodType<ParallelStep>;
  return { parallelSchema };
}
