import * as z from "zod";
import type { PassStep } from "../tree/index.ts";
import { endableStep } from "./step-base.ts";

export const passSchema = z.strictObject({
  type: z.literal("pass"),
  ...endableStep,
}) satisfies z.ZodType<PassStep>;
