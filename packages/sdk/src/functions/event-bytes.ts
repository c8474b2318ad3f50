import { jsonObjectText } from "../call/json-object-text.ts";
import type { FunctionContract } from "../contract/function-contract.ts";
import { validate } from "../contract/validate.ts";
import { ContractError } from "../errors/contract-error.ts";

/** The most that the service takes as an event: what it allows on request counts, so that nothing is refused too soon. */
const largest = {
  Sync: { bytes: 32 * 1024 * 1024, words: "a synchronous invocation takes 32 MB" },
  Async: { bytes: 256 * 1024, words: "an asynchronous invocation takes 128 KB, or 256 KB on request" },
} as const;

/**
 * A function's event as it travels. What travels is what the sender wrote; the schema only has a look at it.
 *
 * @throws ContractError when the input does not fit the contract, JSON cannot carry it, or the service would not take it
 */
export async function eventBytes(
  contract: FunctionContract,
  input: unknown,
  type: keyof typeof largest,
  extra?: { readonly [key: string]: string },
): Promise<Uint8Array> {
  const { name } = contract;
  await validate(contract.input, input, name, "input");
  const text = jsonObjectText(extra === undefined ? input : { ...Object(input), ...extra }, name, "input");
  const event = Buffer.from(text);
  const { bytes, words } = largest[type];
  if (event.byteLength <= bytes) return event;
  const message = `it has ${event.byteLength} bytes of JSON, but ${words}. Pass large data by reference`;
  throw new ContractError(name, "input", [{ path: [], message }]);
}
