import * as z from "zod";
import { isTemplateTag } from "../shape/index.ts";
import type { Pattern, ServiceParams, TaskStep, TemplateTag } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { jsonSchema } from "./json.ts";
import { mappings } from "./mapping.ts";
import { oneKeyOf } from "./one-key-of.ts";
import { catchSchema, retrySchema } from "./retry.ts";
import { seconds } from "./seconds.ts";
import { endableStep } from "./step-base.ts";

const patternSchema = z.enum(["requestResponse", "sync", "waitForCallback"]).register(docs, {
  description:
    "What the step waits for. requestResponse: the service's answer to the call. sync: the end of the work. waitForCallback: that somebody reports the step's task token.",
  default: "requestResponse",
}) satisfies z.ZodType<Pattern>;

const templateTagSchema = z.custom<TemplateTag>(isTemplateTag);

const serviceParamsSchema = z
  .object({
    InvocationType: z
      .union([z.string(), templateTagSchema])
      .register(docs, {
        description:
          "How a function is invoked: `Sync`, with its caller waiting for the answer, or `Async`, put into the function's queue.",
        examples: ["Sync", "Async", "$.mode"],
      })
      .exactOptional(),
    StatefulAsyncInvocationID: z
      .union([z.string(), templateTagSchema])
      .register(docs, {
        description: "The id under which Function Compute tracks an `Async` invocation.",
        examples: ["$.id"],
      })
      .exactOptional(),
  })
  .catchall(jsonSchema)
  .register(docs, {
    description:
      "Parameters of the called service. `$` and `$.key` are references into the step's input; anything else is a constant.",
  }) satisfies z.ZodType<ServiceParams>;

export const taskSchema = z
  .strictObject({
    type: z.literal("task"),
    ...endableStep,
    resourceArn: z
      .union([z.string(), templateTagSchema])
      .register(docs, {
        description: "What is called: a function, a flow, or a queue or topic of the message service.",
        examples: [
          "acs:fc:::services/shop.prod/functions/audit",
          "acs:fnf:::flow/billing",
          "acs:mns:::/queues/orders/messages",
          "acs:mns:::/topics/orders/messages",
        ],
      })
      .exactOptional(),
    action: z
      .string()
      .register(docs, {
        description: "An action of a cloud product's API; `serviceParams` are its parameters.",
        examples: ["fnf:StartExecution"],
      })
      .exactOptional(),
    pattern: patternSchema.exactOptional(),
    timeoutSeconds: seconds(
      "Seconds after which the step fails with `FnF.TaskTimeout`. Without them: no limit of its own.",
    ).exactOptional(),
    serviceParams: serviceParamsSchema.exactOptional(),
    errorMappings: mappings(
      "From `$local.error` and `$local.cause` to the step's output, when it fails and a `catch` takes the error.",
    ).exactOptional(),
    retry: z
      .array(retrySchema)
      .register(docs, { description: "Tried in this order: the first that names the error." })
      .exactOptional(),
    catch: z
      .array(catchSchema)
      .register(docs, { description: "Tried in this order: the first that names the error." })
      .exactOptional(),
  })
  .register(docs, {
    id: "task",
    description: "Calls a service and takes what it answers.",
    oneOf: oneKeyOf({ resourceArn: { type: "string" }, action: { type: "string" } }),
  }) satisfies z.ZodType<TaskStep>;
