import * as z from "zod";
import type { Mapping, Mappings } from "../tree/index.ts";
import { jsonSchema } from "./json.ts";

export const mappingSchema = z.strictObject({
  target: z.string(),
  source: jsonSchema,
}) satisfies z.ZodType<Mapping>;

export const mappingsSchema = z.array(mappingSchema) satisfies z.ZodType<Mappings>;
