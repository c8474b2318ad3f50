import { isName } from "../contract/name.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";

const longestShown = 32;

/**
 * Refuses what the service documents that it takes for no name.
 *
 * @throws ConfigurationError
 */
export function requireSendableName(what: "flow" | "execution" | "schedule", name: unknown): void {
  if (typeof name === "string" && isName(name)) return;
  const shown = typeof name !== "string" ? typeof name : `"${shortened(name)}"`;
  throw new ConfigurationError(
    `Failed to name ${what === "execution" ? "an" : "a"} ${what}: ${shown} cannot be its name. Give one that starts with a letter or "_" and holds only letters, digits, "_" and "-" (at most 128).`,
  );
}

function shortened(name: string): string {
  return name.length > longestShown ? `${name.slice(0, longestShown)}…` : name;
}
