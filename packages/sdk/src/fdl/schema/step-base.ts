import * as z from "zod";
import { docs } from "./docs.ts";
import { mappings } from "./mapping.ts";

/** The attributes of every step. */
export const stepBase = {
  name: z.string().register(docs, {
    description:
      "Unique in the whole flow: letters, digits, `_` and `-`, first a letter or `_`, at most 128 characters.",
  }),
  inputMappings: mappings(
    "From the parent's `$input` and `$local` to the step's input. Without them: the parent's input merged with its local.",
  ).exactOptional(),
  outputMappings: mappings(
    "From the step's `$input` and `$local` to its output. Without them: the step's local.",
  ).exactOptional(),
};

/** The attributes of a step that may be the last of its series. */
export const endableStep = {
  ...stepBase,
  end: z
    .boolean()
    .register(docs, { description: "Whether the series ends after this step.", default: false })
    .exactOptional(),
};
