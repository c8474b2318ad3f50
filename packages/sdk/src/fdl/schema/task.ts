import * as z from "zod";
import { isTemplateTag } from "../shape/index.ts";
import type { InvocationType, Pattern, ServiceParams, TaskStep, TemplateTag } from "../tree/index.ts";
import { jsonSchema } from "./json.ts";
import { mappingsSchema } from "./mapping.ts";
import { catchSchema, retrySchema } from "./retry.ts";
import { endableStep } from "./step-base.ts";

const patternSchema = z.enum(["requestResponse", "sync", "waitForCallback"]) satisfies z.ZodType<Pattern>;
const invocationTypeSchema = z.enum(["Sync", "Async"]) satisfies z.ZodType<InvocationType>;

const templateTagSchema = z.custom<TemplateTag>(isTemplateTag);

const serviceParamsSchema = z
  .object({
    InvocationType: invocationTypeSchema.exactOptional(),
    StatefulAsyncInvocationID: z.string().exactOptional(),
  })
  .catchall(jsonSchema) satisfies z.ZodType<ServiceParams>;

export const taskSchema = z.strictObject({
  type: z.literal("task"),
  ...endableStep,
  resourceArn: z.union([z.string(), templateTagSchema]).exactOptional(),
  action: z.string().exactOptional(),
  pattern: patternSchema.exactOptional(),
  timeoutSeconds: z.number().exactOptional(),
  serviceParams: serviceParamsSchema.exactOptional(),
  errorMappings: mappingsSchema.exactOptional(),
  retry: z.array(retrySchema).exactOptional(),
  catch: z.array(catchSchema).exactOptional(),
}) satisfies z.ZodType<TaskStep>;
