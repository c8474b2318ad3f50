import { ContractError } from "../errors/contract-error.ts";

/**
 * Writes a value down as the JSON object that both services want inputs and outputs to be.
 *
 * @param contract - whose input or output it is, for the message
 * @throws ContractError when JSON cannot carry it, or carries it as something else than an object
 */
export function jsonObjectText(value: unknown, contract: string, side: "input" | "output"): string {
  const refuse = (message: string) => new ContractError(contract, side, [{ path: [], message }]);
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    throw refuse(
      "JSON cannot carry it: it refers to itself, holds a bigint, or a getter or toJSON in it throws",
    );
  }
  if (!text?.startsWith("{")) throw refuse(`it must be a JSON object, not ${kindOf(value)}`);
  return text;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return value instanceof Date ? "a Date" : `a value of type ${typeof value}`;
}
