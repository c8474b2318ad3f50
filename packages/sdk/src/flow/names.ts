import { isName } from "../contract/name.ts";
import { refuse } from "./refusal.ts";

/** Refuses what cannot be the name of a flow or a step. */
export function requireName(what: "flow" | "step", text: string): void {
  if (isName(text)) return;
  refuse(
    `${what}-name-form`,
    `The ${what} name "${text}" must start with a letter or "_" and hold only letters, digits, "_" and "-" (at most 128).`,
  );
}
