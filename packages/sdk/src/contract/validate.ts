import { ContractError } from "../errors/contract-error.ts";
import type { InferOutput, SchemaIssue, StandardSchema } from "./standard-schema.ts";

/**
 * Reads `value` through a schema.
 *
 * @param contract - the name of the function or flow whose schema it is, for the message
 * @returns what a receiver reads: defaults filled in, transformations applied
 * @throws ContractError naming every field that does not fit
 */
export async function validate<Schema extends StandardSchema>(
  schema: Schema,
  value: unknown,
  contract: string,
  side: "input" | "output",
): Promise<InferOutput<Schema>> {
  const result = await schema["~standard"].validate(value);
  if (result.issues === undefined) return result.value as InferOutput<Schema>;
  throw new ContractError(
    contract,
    side,
    result.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
  );
}

function pathOf({ path = [] }: SchemaIssue): (string | number)[] {
  return path.map((segment) => {
    const key = typeof segment === "object" ? segment.key : segment;
    return typeof key === "number" ? key : String(key);
  });
}
