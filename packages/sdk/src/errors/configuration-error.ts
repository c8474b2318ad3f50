import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** Something a client needs (credentials, a region, an account), or an option, is missing or unusable. Nothing was sent. */
export class ConfigurationError extends FnfkitError {
  override readonly name = "ConfigurationError";
  override readonly code = "CONFIGURATION";
}

/** Whether `value` is a {@link ConfigurationError} of any copy of fnfkit. */
export function isConfigurationError(value: unknown): value is ConfigurationError {
  return isFnfkitError(value, "CONFIGURATION");
}
