import { type FunctionContract, isJsonObject, validate } from "@fnfkit/sdk/contract";
import { kitError, orKitError } from "./failure.ts";

/**
 * Checks a handler's result before it is sent. What travels is what the handler wrote: whoever receives it reads it through
 * the schema again.
 *
 * @throws an error named `InvalidOutput` or `OutputTooLarge`
 */
export async function checkedOutput(
  contract: FunctionContract,
  result: unknown,
  mostBytes: number,
): Promise<object> {
  await orKitError("InvalidOutput", () => validate(contract.output, result, contract.name, "output"));
  const text = jsonText(contract, result);
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return result as object;
  throw kitError(
    "OutputTooLarge",
    `The output of "${contract.name}" has ${bytes} bytes, ${bytes - mostBytes} more than the ${mostBytes} a step may put out. Store it elsewhere and report where it is.`,
  );
}

function jsonText(contract: FunctionContract, result: unknown): string {
  try {
    const text = JSON.stringify(result);
    if (isJsonObject(result) && text.startsWith("{")) return text;
  } catch {
    // What JSON cannot carry is said below.
  }
  throw kitError(
    "InvalidOutput",
    `The output of "${contract.name}" is nothing that JSON can carry as an object.`,
  );
}
