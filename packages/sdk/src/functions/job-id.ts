import type { FunctionContract } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";

/**
 * Refuses an id that cannot be a job's, before it becomes part of a path. One that the service made may begin with a digit.
 *
 * @throws ConfigurationError
 */
export function requireJobId(contract: FunctionContract, id: string): void {
  if (/^[\w-]{1,128}$/.test(id)) return;
  throw new ConfigurationError(
    `Failed to name a job of function "${functionLabel(contract)}": its id must have letters, digits, "_" and "-" only, 1 to 128 of them.`,
  );
}
