import { isFnfkitError } from "../errors/fnfkit-error.ts";

/** A failure in words that show nothing secret: those of an error that is not fnfkit's own (a provider's of credentials) are left out. */
export function failureWords(failure: unknown): string {
  if (isFnfkitError(failure)) return failure.message;
  return failure instanceof Error ? failure.name : "what was thrown is no error";
}
