import * as z from "zod";
import type { Choice, ChoiceStep, Way } from "../tree/index.ts";
import { endableStep } from "./step-base.ts";
import type { StepsSchema } from "./steps.ts";

export function choiceSchemas(steps: StepsSchema) {
  const way = { steps: steps.exactOptional(), goto: z.string().exactOptional() };
  const waySchema = z.strictObject(way) satisfies z.ZodType<Way>;
  const entrySchema = z.strictObject({ condition: z.string(), ...way }) satisfies z.ZodType<Choice>;
  const choiceSchema = z.strictObject({
    type: z.literal("choice"),
    ...endableStep,
    choices: z.array(entrySchema),
    default: waySchema.exactOptional(),
  }) satisfies z.ZodType<ChoiceStep>;
  return { choiceSchema, entrySchema, waySchema };
}
