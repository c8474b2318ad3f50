import * as z from "zod";
import type { FailStep } from "../tree/index.ts";
import { stepBase } from "./step-base.ts";

export const failSchema = z.strictObject({
  type: z.literal("fail"),
  ...stepBase,
  error: z.string().exactOptional(),
  cause: z.string().exactOptional(),
}) satisfies z.ZodType<FailStep>;
