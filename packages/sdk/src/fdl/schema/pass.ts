import * as z from "zod";
import type { PassStep } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { endableStep } from "./step-base.ts";

export const passSchema = z.strictObject({ type: z.literal("pass"), ...endableStep }).register(docs, {
  id: "pass",
  description: "Does nothing but map: a place for constants and for reshaping data.",
}) satisfies z.ZodType<PassStep>;
