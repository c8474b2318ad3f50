import * as z from "zod";
import type { ForeachStep, IterationMapping } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { endableStep } from "./step-base.ts";
import type { StepsSchema } from "./steps.ts";

const iterationMappingSchema = z
  .strictObject({
    collection: z.string().register(docs, {
      description: "A reference into the step's input to an array.",
      examples: ["$.lines"],
    }),
    item: z.string().register(docs, { description: "The key of the iteration's input that holds the item." }),
    index: z
      .string()
      .register(docs, {
        description: "The key of the iteration's input that holds the item's place, from 0.",
      })
      .exactOptional(),
  })
  .register(docs, {
    description: "What the step goes over, and how an iteration sees its item.",
  }) satisfies z.ZodType<IterationMapping>;

export function foreachSchemas(steps: StepsSchema) {
  const foreachSchema = z
    .strictObject({
      type: z.literal("foreach"),
      ...endableStep,
      iterationMapping: iterationMappingSchema,
      steps,
    })
    .register(docs, {
      id: "foreach",
      description:
        "Runs its steps once for each item of an array, at most 100 iterations at once. Without `outputMappings` it puts out nothing.",
    }) satisfies z.ZodType<ForeachStep>;
  return { foreachSchema };
}
