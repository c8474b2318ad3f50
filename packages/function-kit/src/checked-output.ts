import { type FunctionContract, isJsonObject, type JsonObject, validate } from "@fnfkit/sdk/contract";
import { misfitAs } from "./kit-error.ts";
import { plainCopy } from "./plain-copy.ts";
import { whatConcludes } from "./what-concludes.ts";

/**
 * Checks a handler's result as it will travel: as JSON, which whoever receives it reads through the schema again.
 *
 * @param mostBytes - how much JSON it may be; without it any amount
 * @returns what was checked, so that nothing else is sent, whatever the result's own code says the next time
 * @throws an error named `InvalidOutput` or `OutputTooLarge`
 */
export async function checkedOutput(
  contract: FunctionContract,
  result: unknown,
  mostBytes?: number,
): Promise<JsonObject> {
  try {
    // What has no limit need not be written down to be measured.
    const copy = mostBytes === undefined ? plainCopy(result) : undefined;
    const output = isJsonObject(copy)
      ? copy
      : (await whatConcludes()).writtenOutput(contract.name, result, mostBytes);
    const checking = validate(contract.output, output, contract.name, "output");
    if (checking instanceof Promise) await checking;
    return output;
  } catch (error) {
    throw misfitAs("InvalidOutput", error);
  }
}
