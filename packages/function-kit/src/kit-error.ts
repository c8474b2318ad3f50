import { declaredError, isContractError, type KitErrorName } from "@fnfkit/sdk/contract";

/** A failure that the kit itself found. */
export function kitError(name: KitErrorName, cause: unknown): Error {
  return declaredError(name, cause);
}

/** What does not fit a contract as a failure of the kit's; every other error as it is. */
export function misfitAs(name: KitErrorName, error: unknown): unknown {
  return isContractError(error) ? kitError(name, error) : error;
}
