import * as z from "zod";
import type { SucceedStep } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { stepBase } from "./step-base.ts";

export const succeedSchema = z.strictObject({ type: z.literal("succeed"), ...stepBase }).register(docs, {
  id: "succeed",
  description: "Ends its series early, and successfully.",
}) satisfies z.ZodType<SucceedStep>;
