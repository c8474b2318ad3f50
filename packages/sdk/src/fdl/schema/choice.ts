import * as z from "zod";
import type { Choice, ChoiceStep, Way } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { endableStep } from "./step-base.ts";
import type { StepsSchema } from "./steps.ts";

export function choiceSchemas(steps: StepsSchema) {
  const way = {
    steps: steps.exactOptional(),
    goto: z
      .string()
      .register(docs, {
        description: "A sibling of the choice, to go on with after the way's own steps. Else the next step.",
      })
      .exactOptional(),
  };
  const waySchema = z.strictObject(way).register(docs, {
    description: "The way to go when no condition holds.",
  }) satisfies z.ZodType<Way>;
  const entrySchema = z
    .strictObject({
      condition: z.string().register(docs, {
        description: "When to go this way: over the choice's own input, as `$.key`.",
        examples: ["$.approved == true && $.total > 100"],
      }),
      ...way,
    })
    .register(docs, { id: "way", description: "One way of the choice." }) satisfies z.ZodType<Choice>;
  const choiceSchema = z
    .strictObject({
      type: z.literal("choice"),
      ...endableStep,
      choices: z.array(entrySchema).register(docs, {
        description: "The ways, tried in this order: the first whose condition holds is gone.",
      }),
      default: waySchema.exactOptional(),
    })
    .register(docs, {
      id: "choice",
      description: "Goes one of several ways.",
    }) satisfies z.ZodType<ChoiceStep>;
  return { choiceSchema };
}
