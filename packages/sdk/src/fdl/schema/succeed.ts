import * as z from "zod";
import type { SucceedStep } from "../tree/index.ts";
import { stepBase } from "./step-base.ts";

export const succeedSchema = z.strictObject({
  type: z.literal("succeed"),
  ...stepBase,
}) satisfies z.ZodType<SucceedStep>;
