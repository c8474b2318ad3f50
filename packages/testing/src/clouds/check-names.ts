import { ConfigurationError } from "@fnfkit/sdk/errors";

/**
 * Makes sure that all that is given is known.
 *
 * @param what - begins the message, e.g. `Failed to add a fault`
 * @throws ConfigurationError for a name that would be without effect, a misspelt one for instance
 */
export function checkNames(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ConfigurationError(`${what}: there is no option "${unknown}". Known are ${known.join(", ")}.`);
}

/**
 * Makes sure that an option's value is one of those there are.
 *
 * @throws ConfigurationError when it is another
 */
export function checkChoice(what: string, option: string, value: unknown, choices: readonly string[]): void {
  if (typeof value === "string" && choices.includes(value)) return;
  throw new ConfigurationError(
    `${what}: ${option} is ${JSON.stringify(value)}. Let it be one of ${choices.join(", ")}.`,
  );
}
