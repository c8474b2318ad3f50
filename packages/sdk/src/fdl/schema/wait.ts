import * as z from "zod";
import { limits } from "../shape/index.ts";
import type { WaitStep } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { oneKeyOf } from "./one-key-of.ts";
import { endableStep } from "./step-base.ts";

export const waitSchema = z
  .strictObject({
    type: z.literal("wait"),
    ...endableStep,
    duration: z
      .union([z.number().register(docs, { type: "integer", maximum: limits.waitSeconds }), z.string()])
      .register(docs, {
        description: "Seconds, at most two days, or a reference into the step's input such as `$.seconds`.",
      })
      .exactOptional(),
    timestamp: z
      .string()
      .register(docs, {
        description: "A moment as in RFC 3339, or a reference into the step's input such as `$.until`.",
        examples: ["2030-01-31T12:00:00Z"],
      })
      .exactOptional(),
  })
  .register(docs, {
    id: "wait",
    description: "Waits for a time or until a moment, at most two days.",
    oneOf: oneKeyOf({
      duration: { anyOf: [{ type: "number" }, { type: "string" }] },
      timestamp: { type: "string" },
    }),
  }) satisfies z.ZodType<WaitStep>;
