import * as z from "zod";
import type { WaitStep } from "../tree/index.ts";
import { endableStep } from "./step-base.ts";

export const waitSchema = z.strictObject({
  type: z.literal("wait"),
  ...endableStep,
  duration: z.union([z.number(), z.string()]).exactOptional(),
  timestamp: z.string().exactOptional(),
}) satisfies z.ZodType<WaitStep>;
