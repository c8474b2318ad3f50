import * as z from "zod";
import { docs } from "../../src/fdl/schema/docs.ts";
import { flowSchema } from "../../src/fdl/schema/flow.ts";

/** Where the published package has the file. */
const id = "https://unpkg.com/@fnfkit/sdk/flow.schema.json";

/**
 * The JSON Schema of flows, for editors. It is of draft 7, which all of them read.
 *
 * What it cannot say is left to `parseFlow` and `checkFlow`: names, references, conditions, jumps.
 */
export function flowJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(flowSchema, {
    target: "draft-7",
    metadata: docs,
    // Constants are any JSON.
    unrepresentable: "any",
    override: ({ jsonSchema, zodSchema }) => {
      const isText = zodSchema._zod.def.type === "union" && jsonSchema.anyOf?.some(isAnything);
      // A tag is what its scalar is: a text.
      if (isText) {
        delete jsonSchema.anyOf;
        jsonSchema.type = "string";
      }
    },
  });
  return { $schema, $id: id, title: "Flow", ...schema };
}

function isAnything(schema: object): boolean {
  return Object.keys(schema).length === 0;
}
