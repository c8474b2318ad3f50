import { ContractError } from "../errors/contract-error.ts";
import type { InferOutput, SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.ts";

/**
 * Reads `value` through a schema.
 *
 * @param contract - the name of the function or flow whose schema it is, for the message
 * @returns what a receiver reads: defaults filled in, transformations applied. A schema that answers at once is answered
 * for at once, and only one that takes its time gives a promise
 * @throws ContractError naming every field that does not fit
 */
export function validate<Schema extends StandardSchema>(
  schema: Schema,
  value: unknown,
  contract: string,
  side: "input" | "output",
): InferOutput<Schema> | Promise<InferOutput<Schema>> {
  const read = (result: SchemaResult<unknown>) => {
    if (result.issues === undefined) return result.value as InferOutput<Schema>;
    throw new ContractError(
      contract,
      side,
      result.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
    );
  };
  const answer = schema["~standard"].validate(value);
  // Of this realm, so that whoever asks whether it is a promise is told the truth.
  return "then" in answer ? Promise.resolve(answer).then(read) : read(answer);
}

function pathOf({ path = [] }: SchemaIssue): (string | number)[] {
  return path.map((segment) => {
    const key = typeof segment === "object" ? segment.key : segment;
    return typeof key === "number" ? key : String(key);
  });
}
