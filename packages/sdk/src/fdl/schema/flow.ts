import * as z from "zod";
import type { Flow, Step, StepType } from "../tree/index.ts";
import { choiceSchemas } from "./choice.ts";
import { docs } from "./docs.ts";
import { failSchema } from "./fail.ts";
import { foreachSchemas } from "./foreach.ts";
import { mappings } from "./mapping.ts";
import { parallelSchemas } from "./parallel.ts";
import { passSchema } from "./pass.ts";
import { seconds } from "./seconds.ts";
import type { StepsSchema } from "./steps.ts";
import { succeedSchema } from "./succeed.ts";
import { taskSchema } from "./task.ts";
import { waitSchema } from "./wait.ts";

const stepsSchema: StepsSchema = z
  .lazy(() => z.array(stepSchema))
  .register(docs, { id: "steps", description: "Steps, run one after another." });

const { choiceSchema } = choiceSchemas(stepsSchema);
const { parallelSchema } = parallelSchemas(stepsSchema);
const { foreachSchema } = foreachSchemas(stepsSchema);

const stepSchemas = {
  task: taskSchema,
  pass: passSchema,
  wait: waitSchema,
  choice: choiceSchema,
  parallel: parallelSchema,
  foreach: foreachSchema,
  succeed: succeedSchema,
  fail: failSchema,
} satisfies { readonly [Type in StepType]: z.ZodType<Extract<Step, { type: Type }>> };

const stepSchema = z
  .discriminatedUnion("type", [
    stepSchemas.task,
    stepSchemas.pass,
    stepSchemas.wait,
    stepSchemas.choice,
    stepSchemas.parallel,
    stepSchemas.foreach,
    stepSchemas.succeed,
    stepSchemas.fail,
  ])
  .register(docs, { id: "step" }) satisfies z.ZodType<Step>;

export const flowSchema = z
  .strictObject({
    version: z
      .enum(["v1", "v1beta1"])
      .register(docs, { description: "The version of the language. The two are synonyms." }),
    type: z.literal("flow"),
    name: z
      .string()
      .register(docs, { description: "Tolerated; the flow's name comes from the call that creates it." })
      .exactOptional(),
    inputMappings: mappings(
      "From the execution's input to the flow's. Without them: the execution's input as it is.",
    ).exactOptional(),
    outputMappings: mappings(
      "From the flow's `$input` and `$local` to its output. Without them: all of its local.",
    ).exactOptional(),
    timeoutSeconds: seconds(
      "Seconds after which the execution ends as `TimedOut`. Without them: the service's own limit of one year.",
    ).exactOptional(),
    steps: stepsSchema,
  })
  .register(docs, {
    description: "A flow of Alibaba Cloud Serverless Workflow (FnF, CloudFlow).",
  }) satisfies z.ZodType<Flow>;
