import { ConfigurationError } from "@fnfkit/sdk/errors";
import { refused } from "./check-value.ts";
import { shown } from "./shown.ts";

/**
 * Makes sure that options are there at all.
 *
 * @param what - begins the message, e.g. `Failed to add a fault`
 * @throws ConfigurationError when they are no object
 */
export function checkObject(what: string, given: unknown, known: readonly string[] = []): void {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return;
  const which = known.length > 0 ? `, with any of ${known.join(", ")}` : "";
  throw new ConfigurationError(`${what}: ${shown(given)} is no object with options. Give one${which}.`);
}

/**
 * Makes sure that all that is given is known.
 *
 * @throws ConfigurationError for what is no object, and for a name that would be without effect, a misspelt one for instance
 */
export function checkNames(what: string, given: object, known: readonly string[]): void {
  checkObject(what, given, known);
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
  throw refused(what, option, value, `one of ${choices.join(", ")}`);
}
