import { ConfigurationError, isConfigurationError } from "../errors/configuration-error.ts";
import type { Credentials, CredentialsSource } from "./credentials.ts";
import { defaultChain } from "./default-chain.ts";

/**
 * Asks a source for credentials; without one, the vendor's default chain.
 *
 * @throws ConfigurationError when there are none, they are not usable, or the function that gives them fails
 * @throws the signal's reason when nobody waits for them any more, so that nothing is sent with them
 */
export async function resolveCredentials(
  source: CredentialsSource = defaultChain,
  signal?: AbortSignal,
): Promise<Credentials> {
  const credentials = typeof source === "function" ? await ask(source, signal) : source;
  if (signal?.aborted) throw signal.reason;
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

async function ask(
  source: Exclude<CredentialsSource, Credentials>,
  signal: AbortSignal | undefined,
): Promise<Credentials> {
  try {
    return await source();
  } catch (failure) {
    if (signal?.aborted) throw signal.reason;
    if (isConfigurationError(failure)) throw failure;
    // Neither its message nor the error itself is passed on: whoever fetches credentials may quote them.
    const thrown =
      failure instanceof Error && /^[\w.-]{1,64}$/.test(failure.name) ? ` (${failure.name})` : "";
    throw new ConfigurationError(
      `Failed to get credentials: the function given as credentials has failed${thrown}. What it said is left out, since it may hold secrets: call the function alone to see it, and mend what it rests on.`,
    );
  }
}
