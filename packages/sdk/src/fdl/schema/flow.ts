import * as z from "zod";
import type { Flow, Step, StepType } from "../tree/index.ts";
import { choiceSchemas } from "./choice.ts";
import { failSchema } from "./fail.ts";
import { foreachSchemas } from "./foreach.ts";
import { mappingsSchema } from "./mapping.ts";
import { parallelSchemas } from "./parallel.ts";
import { passSchema } from "./pass.ts";
import type { StepsSchema } from "./steps.ts";
import { succeedSchema } from "./succeed.ts";
import { taskSchema } from "./task.ts";
import { waitSchema } from "./wait.ts";

const stepsSchema: StepsSchema = z.lazy(() => z.array(stepSchema));

export const { choiceSchema, entrySchema, waySchema } = choiceSchemas(stepsSchema);
export const { parallelSchema, branchSchema } = parallelSchemas(stepsSchema);
const { foreachSchema } = foreachSchemas(stepsSchema);

/** The schema of each step type. */
export const stepSchemas = {
  task: taskSchema,
  pass: passSchema,
  wait: waitSchema,
  choice: choiceSchema,
  parallel: parallelSchema,
  foreach: foreachSchema,
  succeed: succeedSchema,
  fail: failSchema,
} satisfies { readonly [Type in StepType]: z.ZodType<Extract<Step, { type: Type }>> };

const stepSchema = z.discriminatedUnion("type", [
  taskSchema,
  passSchema,
  waitSchema,
  choiceSchema,
  parallelSchema,
  foreachSchema,
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
  steps: stepsSchema,
}) satisfies z.ZodType<Flow>;
