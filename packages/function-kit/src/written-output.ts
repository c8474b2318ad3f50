import { jsonObjectText } from "@fnfkit/sdk/call";
import type { JsonObject } from "@fnfkit/sdk/contract";
import { kitError } from "./kit-error.ts";

/**
 * Writes a result as JSON and reads it again.
 *
 * @param mostBytes - how much JSON it may be; without it any amount
 * @throws ContractError when it is no JSON object, and an error named `OutputTooLarge`
 */
export function writtenOutput(
  name: string,
  result: unknown,
  mostBytes = Number.POSITIVE_INFINITY,
): JsonObject {
  const text = jsonObjectText(result, name, "output");
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return JSON.parse(text);
  throw kitError(
    "OutputTooLarge",
    `The output of "${name}" has ${bytes} bytes, ${bytes - mostBytes} more than the ${mostBytes} a step may put out. Store it elsewhere and report where it is.`,
  );
}
