import * as z from "zod";
import type { Flow, Step, StepType } from "../tree/index.ts";
import { failSchema } from "./fail.ts";
import { mappingsSchema } from "./mapping.ts";
import { passSchema } from "./pass.ts";
import { succeedSchema } from "./succeed.ts";
import { taskSchema } from "./task.ts";
import { waitSchema } from "./wait.ts";

/** The schema of each step type. */
export const stepSchemas = {
  task: taskSchema,
  pass: passSchema,
  wait: waitSchema,
  succeed: succeedSchema,
  fail: failSchema,
} satisfies { readonly [Type in StepType]: z.ZodType<Extract<Step, { type: Type }>> };

const stepSchema = z.discriminatedUnion("type", [
  taskSchema,
  passSchema,
  waitSchema,
  succeedSchema,
  failSchema,
]) satisfies z.ZodType<Step>;

export const flowSchema = z.strictObject({
  version: z.enum(["v1", "v1beta1"]),
  type: z.literal("flow"),
  name: z.string().exactOptional(),
  inputMappings: mappingsSchema.exactOptional(),
  outputMappings: mappingsSchema.exactOptional(),
  timeoutSeconds: z.number().exactOptional(),
  steps: z.array(stepSchema),
}) satisfies z.ZodType<Flow>;
