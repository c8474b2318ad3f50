import type * as z from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** For a JSON Schema: exactly one of these keys is there, with a value that fits. */
export function oneKeyOf(properties: { readonly [key: string]: JsonSchema }): JsonSchema[] {
  return Object.entries(properties).map(([key, schema]) => ({
    type: "object",
    properties: { [key]: schema },
    required: [key],
  }));
}
