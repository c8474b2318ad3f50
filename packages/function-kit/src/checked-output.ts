import { jsonObjectText } from "@fnfkit/sdk/call";
import { type FunctionContract, type JsonObject, validate } from "@fnfkit/sdk/contract";
import { kitError, misfitAs } from "./kit-error.ts";

/**
 * Checks a handler's result as it will travel: as JSON, which whoever receives it reads through the schema again.
 *
 * @returns what was checked, so that nothing else is sent, whatever the result's own code says the next time
 * @throws an error named `InvalidOutput` or `OutputTooLarge`
 */
export async function checkedOutput(
  contract: FunctionContract,
  result: unknown,
  mostBytes: number,
): Promise<JsonObject> {
  let text: string;
  let output: JsonObject;
  try {
    text = jsonObjectText(result, contract.name, "output");
    output = JSON.parse(text);
    await validate(contract.output, output, contract.name, "output");
  } catch (error) {
    throw misfitAs("InvalidOutput", error);
  }
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return output;
  throw kitError(
    "OutputTooLarge",
    `The output of "${contract.name}" has ${bytes} bytes, ${bytes - mostBytes} more than the ${mostBytes} a step may put out. Store it elsewhere and report where it is.`,
  );
}
