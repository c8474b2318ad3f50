import type { FunctionContract } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";

/**
 * Refuses a delay that the service would not take.
 *
 * Source: the page on asynchronous invocation, deferred invocation.
 *
 * @throws ConfigurationError
 */
export function requireDelay(contract: FunctionContract, seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 3_600) return;
  throw new ConfigurationError(
    `Failed to invoke function "${functionLabel(contract)}": delaySeconds ${seconds} must be a whole number from 0 to 3600. Let a flow wait longer.`,
  );
}
