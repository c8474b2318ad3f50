import * as z from "zod";
import { docs, type SchemaDocs } from "./docs.ts";

/** A number of whole seconds. Only editors hear of the bounds: `checkFlow` has rules about them, with words of their own. */
export function seconds(description: string, bounds: SchemaDocs = { minimum: 1 }) {
  return z.number().register(docs, { description, type: "integer", ...bounds });
}
