import { inspect } from "node:util";

/** A value as a message shows it: nothing of what an object holds, which may be a secret. */
export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : inspect(value, { depth: -1 });
}
