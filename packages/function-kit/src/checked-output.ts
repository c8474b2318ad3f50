import { type FunctionContract, isJsonObject, validate } from "@fnfkit/sdk/contract";
import { kitError, orKitError } from "./failure.ts";

/**
 * Checks a handler's result before it leaves. What travels is what the handler wrote: whoever receives it reads it through
 * the schema again.
 *
 * @throws an error named `InvalidOutput`
 */
export async function checkedOutput(contract: FunctionContract, result: unknown): Promise<object> {
  await orKitError("InvalidOutput", () => validate(contract.output, result, contract.name, "output"));
  jsonText(contract, result);
  return result as object;
}

/**
 * Refuses a result that the service would not take.
 *
 * @throws an error named `OutputTooLarge`
 */
export function requireSize(contract: FunctionContract, result: object, mostBytes: number): void {
  const bytes = Buffer.byteLength(jsonText(contract, result));
  if (bytes <= mostBytes) return;
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
