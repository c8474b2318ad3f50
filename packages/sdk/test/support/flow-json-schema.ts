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
      const { def } = zodSchema._zod;
      // Of a mistake in one step an editor would else tell what every type of step says to it.
      if (def.type === "union" && "discriminator" in def) chosenByType(jsonSchema);
      const isText = def.type === "union" && jsonSchema.anyOf?.some(isAnything);
      // A tag is what its scalar is: a text.
      if (isText) {
        delete jsonSchema.anyOf;
        jsonSchema.type = "string";
      }
    },
  });
  return { $schema, $id: id, title: "Flow", ...schema };
}

/** Says of each type of step what holds for it, in place of which types there are. */
function chosenByType(schema: z.core.JSONSchema.BaseSchema): void {
  const { oneOf = [] } = schema;
  delete schema.oneOf;
  // Every type of step has its definition under its own name.
  const types = oneOf.map(({ $ref = "" }) => $ref.replace("#/definitions/", ""));
  Object.assign(schema, {
    type: "object",
    properties: { type: { enum: types } },
    required: ["type"],
    allOf: types.map((type, at) => ({
      if: { properties: { type: { const: type } }, required: ["type"] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word.
      then: oneOf[at],
    })),
  });
}

function isAnything(schema: object): boolean {
  return Object.keys(schema).length === 0;
}
