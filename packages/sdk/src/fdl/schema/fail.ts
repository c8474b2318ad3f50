import * as z from "zod";
import type { FailStep } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { stepBase } from "./step-base.ts";

export const failSchema = z
  .strictObject({
    type: z.literal("fail"),
    ...stepBase,
    error: z.string().register(docs, { description: "The error's name." }).exactOptional(),
    cause: z.string().register(docs, { description: "What happened, in words." }).exactOptional(),
  })
  .register(docs, {
    id: "fail",
    description: "Fails its parent, and so on up to the flow.",
  }) satisfies z.ZodType<FailStep>;
