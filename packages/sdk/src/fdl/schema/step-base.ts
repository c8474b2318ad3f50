import * as z from "zod";
import { mappingsSchema } from "./mapping.ts";

/** The attributes of every step. */
export const stepBase = {
  name: z.string(),
  inputMappings: mappingsSchema.exactOptional(),
  outputMappings: mappingsSchema.exactOptional(),
};

/** The attributes of a step that may be the last of its series. */
export const endableStep = { ...stepBase, end: z.boolean().exactOptional() };
