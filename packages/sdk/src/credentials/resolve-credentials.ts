import { ConfigurationError } from "../errors/configuration-error.ts";
import type { Credentials, CredentialsSource } from "./credentials.ts";
import { defaultChain } from "./default-chain.ts";

/**
 * Asks a source for credentials; without one, the vendor's default chain.
 *
 * @throws ConfigurationError when there are none, or they are not usable
 */
export async function resolveCredentials(source: CredentialsSource = defaultChain): Promise<Credentials> {
  const credentials = typeof source === "function" ? await source() : source;
  for (const part of ["accessKeyId", "accessKeySecret"] as const) {
    // Plain JavaScript may leave them out, and an unset environment variable is an empty string at best.
    if (typeof credentials?.[part] !== "string" || credentials[part] === "") {
      throw new ConfigurationError(
        `Failed to use the given credentials: they have no ${part}. Give both accessKeyId and accessKeySecret, or leave credentials out to use the default chain.`,
      );
    }
  }
  return credentials;
}
