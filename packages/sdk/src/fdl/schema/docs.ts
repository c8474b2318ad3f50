import * as z from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What editors show of a value, and what its JSON Schema says beside its type. */
export interface SchemaDocs
  extends Pick<
    JsonSchema,
    "description" | "type" | "minimum" | "maximum" | "maxItems" | "default" | "examples" | "oneOf"
  > {
  /** The name it has among the definitions of the JSON Schema. */
  readonly id?: string;
}

/** The words for every schema of the language. A registry of our own: zod's global one is the user's. */
export const docs = z.registry<SchemaDocs>();
