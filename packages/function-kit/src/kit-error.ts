import { declaredError, isContractError, type KitErrorName } from "@fnfkit/sdk/contract";

/** A failure that the kit itself found. */
export function kitError(name: KitErrorName, cause: unknown): Error {
  return declaredError(name, cause);
}

/** Reads a value through `read`; what does not fit becomes an error of the kit's. */
export async function orKitError<T>(name: KitErrorName, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isContractError(error) ? kitError(name, error) : error;
  }
}
