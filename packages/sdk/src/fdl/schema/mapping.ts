import * as z from "zod";
import type { Mapping, Mappings } from "../tree/index.ts";
import { docs } from "./docs.ts";
import { jsonSchema } from "./json.ts";

const mappingSchema = z
  .strictObject({
    target: z.string().register(docs, { description: "The key to put the value under." }),
    source: jsonSchema.clone().register(docs, {
      description:
        "A reference, which begins with `$input`, `$local` or `$context`; anything else is a constant.",
      examples: ["$input.order.id", "$context.task.token"],
    }),
  })
  .register(docs, {
    id: "mapping",
    description: "Puts the value of `source` under the key `target`.",
  }) satisfies z.ZodType<Mapping>;

/** A list of mappings, and what it is for. */
export function mappings(description: string) {
  return z.array(mappingSchema).register(docs, { description }) satisfies z.ZodType<Mappings>;
}
